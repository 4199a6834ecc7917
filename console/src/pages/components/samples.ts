/** Made-up values, which say on this page only what a part looks like. */
export const CREATED = '0190c8a2-6b1e-7c44-9d2a-5f3e8b7a1c90'

export const TREND = [12, 18, 22, 19, null, null, 24, 31, 28, 26, 35, 33]

export type Page = { name: string; views: number; lcp: number | null; parts: { good: number; needs_improvement: number; poor: number } }

export const PAGES: Page[] = [
  { name: '/', views: 12_403, lcp: 1.24e9, parts: { good: 90, needs_improvement: 8, poor: 2 } },
  { name: '/products/?', views: 8_211, lcp: 2.71e9, parts: { good: 60, needs_improvement: 28, poor: 12 } },
  { name: '/checkout/payment/confirmation/with/a/very/long/name', views: 913, lcp: 4.4e9, parts: { good: 20, needs_improvement: 30, poor: 50 } },
  { name: '/about', views: 41, lcp: null, parts: { good: 3, needs_improvement: 0, poor: 1 } },
]
