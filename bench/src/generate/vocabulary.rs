//! The words that generated events are made of: browsers, countries, pages, messages.
//!
//! Only lists. Must hold: nothing here needs escaping in JSON.

/// User agents with the share of visitors, in thousandths.
#[rustfmt::skip] // a table reads by its columns
pub(super) const USER_AGENTS: &[(u32, &str)] = &[
    (262, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36"),
    (118, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"),
    (82, "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36"),
    (148, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1"),
    (41, "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"),
    (53, "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15"),
    (131, "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36"),
    (37, "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36"),
    (44, "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0"),
    (12, "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0"),
    (49, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0"),
    (9, "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36"),
    (8, "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36"),
    (6, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 OPR/122.0.0.0"),
];

/// Countries: share in thousandths, first two bytes of an address there, network slowness,
/// locale, time zone.
#[rustfmt::skip] // a table reads by its columns
pub(super) const COUNTRIES: &[(u32, [u8; 2], f64, &str, &str)] = &[
    (310, [73, 162], 0.8, "en-US", "America/New_York"),
    (140, [91, 12], 0.7, "de-DE", "Europe/Berlin"),
    (95, [86, 140], 0.8, "en-GB", "Europe/London"),
    (80, [90, 45], 0.8, "fr-FR", "Europe/Paris"),
    (70, [126, 77], 0.9, "ja-JP", "Asia/Tokyo"),
    (60, [177, 32], 2.1, "pt-BR", "America/Sao_Paulo"),
    (65, [49, 36], 2.6, "en-IN", "Asia/Kolkata"),
    (35, [1, 128], 1.6, "en-AU", "Australia/Sydney"),
    (35, [24, 114], 0.9, "en-CA", "America/Toronto"),
    (30, [84, 120], 0.7, "nl-NL", "Europe/Amsterdam"),
    (25, [151, 30], 1.0, "it-IT", "Europe/Rome"),
    (25, [81, 32], 0.9, "es-ES", "Europe/Madrid"),
    (15, [187, 190], 1.9, "es-MX", "America/Mexico_City"),
    (15, [41, 13], 2.8, "en-ZA", "Africa/Johannesburg"),
];

/// Sizes of the window, wide ones for desktops.
pub(super) const VIEWPORTS: &[(u32, u32)] = &[
    (1920, 945),
    (1536, 730),
    (1440, 789),
    (1366, 641),
    (2560, 1297),
    (1280, 593),
    (1728, 992),
    (1680, 917),
];
/// Sizes of the window on phones.
pub(super) const PHONE_VIEWPORTS: &[(u32, u32)] = &[
    (390, 664),
    (393, 659),
    (412, 766),
    (360, 640),
    (414, 715),
    (430, 739),
    (384, 705),
    (375, 553),
];

/// Adjectives of product names.
pub(super) const ADJECTIVES: &[&str] = &[
    "blue",
    "classic",
    "compact",
    "cosy",
    "dark",
    "electric",
    "flat",
    "foldable",
    "fresh",
    "gentle",
    "golden",
    "handmade",
    "light",
    "linen",
    "long",
    "matte",
    "mini",
    "modern",
    "nordic",
    "oak",
    "organic",
    "plain",
    "quiet",
    "round",
    "rustic",
    "silver",
    "slim",
    "soft",
    "solid",
    "striped",
    "tall",
    "waterproof",
    "woven",
    "young",
];
/// Nouns of product names.
pub(super) const NOUNS: &[&str] = &[
    "backpack", "bench", "blanket", "bottle", "bowl", "candle", "chair", "clock", "coat", "cup",
    "curtain", "cushion", "desk", "dress", "frame", "glove", "hammock", "hat", "jacket", "kettle",
    "knife", "lamp", "mirror", "mug", "notebook", "pan", "pillow", "plate", "rug", "sandal",
    "scarf", "shelf", "shirt", "shoe", "sofa", "stool", "table", "teapot", "towel", "tray", "vase",
    "wallet", "watch",
];
/// Names that visitors gave.
pub(super) const NAMES: &[&str] = &[
    "Ada", "Amir", "Anna", "Aya", "Ben", "Carla", "Chen", "Dana", "Elif", "Emma", "Femi", "Grace",
    "Hana", "Igor", "Ines", "Jonas", "Kim", "Lena", "Liam", "Mara", "Mia", "Nils", "Noor", "Olga",
    "Paul", "Priya", "Rosa", "Sami", "Sofia", "Tara", "Tom", "Uma", "Vera", "Wei", "Yara", "Zoe",
];

/// Pages: share in thousandths, the name a router gives them, and how many there are.
/// `:n` stands for a number, `:s` for a product's slug, `:w` for a word.
#[rustfmt::skip] // a table reads by its columns
pub(super) const PAGES: &[(u32, &str, usize)] = &[
    (120, "/", 1), (60, "/search?q=:w&page=:n", 900), (230, "/product/:s", 3_000), (150, "/category/:w", 180),
    (30, "/brand/:w", 120), (14, "/brand/:w/story", 120), (52, "/cart", 1), (22, "/checkout/address", 1),
    (20, "/checkout/shipping", 1), (19, "/checkout/payment", 1), (15, "/checkout/review", 1),
    (13, "/checkout/done/:n", 800), (30, "/account", 1), (18, "/account/orders", 1), (17, "/account/orders/:n", 900),
    (8, "/account/returns/:n", 300), (7, "/account/addresses", 1), (6, "/account/payment-methods", 1),
    (12, "/account/wishlist", 1), (20, "/login", 1), (8, "/register", 1), (4, "/password/reset/:n", 200),
    (9, "/help", 1), (11, "/help/:w", 90), (5, "/help/contact", 1), (12, "/blog", 1), (22, "/blog/:s", 260),
    (5, "/gift-cards", 1), (7, "/stores", 1), (6, "/stores/:n", 240), (14, "/sale", 1), (12, "/sale/:w", 60),
    (9, "/new", 1), (5, "/compare/:n", 150), (6, "/reviews/:n", 700), (4, "/legal/privacy", 1), (3, "/legal/terms", 1),
    (3, "/jobs", 1), (4, "/jobs/:n", 80), (2, "/press", 1),
];

/// Calls of the site's own interface: method, path, median milliseconds.
#[rustfmt::skip] // a table reads by its columns
pub(super) const CALLS: &[(&str, &str, f64)] = &[
    ("GET", "/api/v2/products/:n", 60.0), ("GET", "/api/v2/products/:n/price?currency=EUR", 35.0),
    ("GET", "/api/v2/products/:n/stock", 42.0), ("GET", "/api/v2/products/:n/reviews?page=:p", 90.0),
    ("GET", "/api/v2/search?q=:w&page=:p&sort=relevance", 180.0), ("GET", "/api/v2/search/suggest?q=:w", 55.0),
    ("GET", "/api/v2/categories/:n/products?page=:p&size=48", 130.0), ("GET", "/api/v2/recommendations?for=:n", 210.0),
    ("GET", "/api/v2/cart", 38.0), ("POST", "/api/v2/cart/items", 72.0), ("PATCH", "/api/v2/cart/items/:n", 64.0),
    ("DELETE", "/api/v2/cart/items/:n", 61.0), ("POST", "/api/v2/cart/coupon", 95.0), ("GET", "/api/v2/session", 22.0),
    ("POST", "/api/v2/login", 240.0), ("GET", "/api/v2/me", 30.0), ("GET", "/api/v2/me/orders?page=:p", 120.0),
    ("GET", "/api/v2/me/wishlist", 48.0), ("PUT", "/api/v2/me/wishlist/:n", 52.0), ("GET", "/api/v2/shipping/quotes", 330.0),
    ("POST", "/api/v2/checkout/payment", 880.0), ("POST", "/api/v2/checkout/confirm", 640.0), ("GET", "/api/v2/banners", 26.0),
    ("GET", "/api/v2/translations/:w.json", 28.0), ("POST", "/graphql", 140.0), ("GET", "/api/v2/stores?near=:n", 110.0),
];

/// Requests to others: type, address, whether its timings may be read.
#[rustfmt::skip] // a table reads by its columns
pub(super) const OTHERS: &[(&str, &str, bool)] = &[
    ("js", "https://www.tag-loader.example/gtm.js?id=GTM-:n", false), ("beacon", "https://collect.analytics.example/g/collect?v=2&tid=G-:n&seq=:n", false),
    ("image", "https://px.ads.example/tr?id=:n&ev=PageView&ts=:n", false), ("js", "https://js.payments.example/v3/", true),
    ("fetch", "https://api.chat.example/v1/conversations/:n/unread", true), ("js", "https://cdn.consent.example/cmp/:n/loader.js", true),
    ("image", "https://maps.tiles.example/12/:n/:n.png", true), ("fetch", "https://edge.flags.example/sdk/evalx/:n/contexts", true),
    ("font", "https://fonts.static.example/s/inter/v18/:n.woff2", true), ("fetch", "https://rates.fx.example/latest?base=EUR", true),
    ("other", "https://www.video.example/embed/:n", false), ("css", "https://fonts.api.example/css2?family=Inter:wght@400", true),
];

/// What people click on: name, selector, the way to it.
#[rustfmt::skip] // a table reads by its columns
pub(super) const TARGETS: &[(&str, &str, &str)] = &[
    ("Add to cart", "#add-to-cart", "BUTTON#add-to-cart.btn.btn-primary:nth-child(4):nth-of-type(1);DIV.product__buy:nth-child(2);"),
    ("Buy now", "#buy-now", "BUTTON#buy-now.btn:nth-child(5):nth-of-type(2);DIV.product__buy:nth-child(2);"),
    ("Checkout", "A.cart__checkout", "A.cart__checkout.btn:nth-child(3):nth-of-type(1);ASIDE.cart__summary:nth-child(2);"),
    ("Search", "BUTTON[type=submit]", "BUTTON.search__go:nth-child(2):nth-of-type(1);FORM.search:nth-child(3);HEADER.top:nth-child(1);"),
    ("Next image", "BUTTON.gallery__next", "BUTTON.gallery__next:nth-child(3):nth-of-type(2);DIV.gallery:nth-child(1);"),
    ("Size M", "LABEL.size:nth-of-type(3)", "LABEL.size:nth-child(5):nth-of-type(3);FIELDSET.sizes:nth-child(3);"),
    ("Quantity", "INPUT.quantity", "INPUT.quantity:nth-child(2):nth-of-type(1);DIV.product__buy:nth-child(2);"),
    ("Apply coupon", "#coupon-apply", "BUTTON#coupon-apply:nth-child(2):nth-of-type(1);FORM.coupon:nth-child(4);"),
    ("Pay", "#pay", "BUTTON#pay.btn.btn-primary:nth-child(6):nth-of-type(1);FORM.payment:nth-child(2);"),
    ("Continue", "BUTTON.step__next", "BUTTON.step__next:nth-child(2):nth-of-type(1);DIV.step__actions:nth-child(7);"),
    ("Menu", "BUTTON.menu", "BUTTON.menu:nth-child(1):nth-of-type(1);HEADER.top:nth-child(1);"),
    ("Filter by price", "DETAILS.filter:nth-of-type(2)", "SUMMARY:nth-child(1):nth-of-type(1);DETAILS.filter:nth-child(3);ASIDE.filters:nth-child(1);"),
    ("Sort", "SELECT.sort", "SELECT.sort:nth-child(2):nth-of-type(1);DIV.toolbar:nth-child(1);"),
    ("Show more", "BUTTON.more", "BUTTON.more:nth-child(49):nth-of-type(1);UL.grid:nth-child(2);"),
    ("Wishlist", "BUTTON.heart", "BUTTON.heart:nth-child(1):nth-of-type(1);LI.card:nth-child(12);UL.grid:nth-child(2);"),
    ("Product card", "A.card__link", "A.card__link:nth-child(2):nth-of-type(1);LI.card:nth-child(7);UL.grid:nth-child(2);"),
    ("Accept cookies", "#consent-accept", "BUTTON#consent-accept:nth-child(2):nth-of-type(2);DIV.consent:nth-child(9);"),
    ("Sign in", "#sign-in", "BUTTON#sign-in:nth-child(4):nth-of-type(1);FORM.login:nth-child(1);"),
    ("Remove item", "BUTTON.line__remove", "BUTTON.line__remove:nth-child(5):nth-of-type(1);LI.line:nth-child(2);UL.cart__lines:nth-child(1);"),
    ("Write a review", "A.reviews__write", "A.reviews__write:nth-child(3):nth-of-type(1);SECTION:nth-child(6);"),
];

/// Errors: share, type, source, message. `:n` is a number, `:w` a word, `:s` a slug.
#[rustfmt::skip] // a table reads by its columns
pub(super) const ERRORS: &[(u32, &str, &str, &str)] = &[
    (130, "TypeError", "source", "Cannot read properties of undefined (reading 'price')"),
    (90, "TypeError", "source", "Cannot read properties of null (reading 'addEventListener')"),
    (70, "TypeError", "source", "undefined is not an object (evaluating 'e.items.length')"),
    (60, "ReferenceError", "source", "dataLayer is not defined"),
    (55, "ChunkLoadError", "source", "Loading chunk :n failed. (error: timeout)"),
    (60, "NetworkError", "custom", "Request to /api/v2/products/:n failed with status 503"),
    (40, "NetworkError", "custom", "Request to /api/v2/checkout/payment failed with status 502"),
    (45, "TypeError", "source", "Failed to fetch"),
    (35, "AbortError", "source", "The user aborted a request."),
    (30, "SyntaxError", "source", "Unexpected token '<' in JSON at position 0"),
    (30, "Error", "console", "Hydration failed because the server rendered text did not match the client"),
    (28, "Error", "console", "Warning: Each child in a list should have a unique key prop. Check the render method of :w"),
    (26, "QuotaExceededError", "source", "Failed to execute 'setItem' on 'Storage': Setting the value of 'cart' exceeded the quota."),
    (25, "Error", "custom", "Payment was declined by the issuer, order :n"),
    (22, "Error", "custom", "Coupon :w is not valid for this cart"),
    (20, "TimeoutError", "custom", "Shipping quotes took longer than 5000 ms"),
    (18, "RangeError", "source", "Maximum call stack size exceeded"),
    (18, "Error", "report", "img-src: https://px.ads.example blocked by Content-Security-Policy"),
    (16, "SecurityError", "source", "Blocked a frame with origin from accessing a cross-origin frame."),
    (15, "Error", "console", "Could not load image /media/:s-:n.webp"),
    (14, "Error", "custom", "Stock of product :n changed while it lay in the cart"),
    (12, "InvalidStateError", "source", "The object is in an invalid state."),
    (10, "Error", "console", "ResizeObserver loop completed with undelivered notifications."),
    (9, "Error", "custom", "Address lookup for :w returned no result"),
];

/// Functions in stacks.
pub(super) const FUNCTIONS: &[&str] = &[
    "render",
    "updateCart",
    "onClick",
    "dispatch",
    "HTMLButtonElement.handle",
    "fetchProducts",
    "e.exports",
    "commitRoot",
    "performWork",
    "flushSync",
    "useEffect",
    "Array.map",
    "Object.next",
    "asyncGeneratorStep",
    "priceOf",
    "formatMoney",
    "<anonymous>",
    "n.subscribe",
    "Promise.then",
    "schedule",
    "ProductCard",
    "CheckoutForm.submit",
    "validate",
    "hydrate",
];

/// Vitals of the sites' own.
pub(super) const VITALS: &[(&str, f64)] = &[
    ("search_results_shown", 420.0),
    ("add_to_cart", 180.0),
    ("checkout_step", 900.0),
    ("gallery_ready", 650.0),
    ("payment_sheet_open", 1_200.0),
    ("filter_applied", 240.0),
    ("recommendations_shown", 1_500.0),
    ("login", 700.0),
];

/// Elements that are painted largest, or shift.
pub(super) const ELEMENTS: &[&str] = &[
    "IMG.hero__image",
    "H1.title",
    "DIV.product__gallery>IMG",
    "UL.grid>LI:nth-of-type(1)>IMG",
    "DIV.banner",
    "P.lead",
    "SECTION.reviews",
    "#root>MAIN>DIV:nth-of-type(2)",
    "BODY",
];
