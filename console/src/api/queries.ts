/**
 * What the screens ask of the server, as options of TanStack Query: keys, functions, freshness.
 * One place, so that what one page has loaded another one finds.
 */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'

import { resolve, type TimeSearch } from '~/lib/time-range'
import { ask, type Question } from './ask'
import { api, body, type Schemas } from './client'

/** A value of an event's JSON. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
/** An event as it came, with what the server added. */
export type EventJson = { [key: string]: Json }

export const me = () =>
  queryOptions({
    queryKey: ['me'],
    queryFn: async () => body(await api.GET('/api/v1/me')),
    staleTime: 60_000,
    retry: false,
  })

export const applications = () =>
  queryOptions({
    queryKey: ['applications'],
    queryFn: async () => body(await api.GET('/api/v1/applications')).applications,
    staleTime: 30_000,
  })

/** Every known field of a kind of event. They change with the server's version only. */
export const fields = (event: string) =>
  queryOptions({
    queryKey: ['fields', event],
    queryFn: async () => body(await api.GET('/api/v1/fields', { params: { query: { event } } })).fields,
    staleTime: Infinity,
  })

/**
 * Attributes that are in no field, as the newest events of a time carry them. New ones come with
 * new releases: what is some minutes old still serves.
 */
export const attributes = (id: string, event: string, time: TimeSearch) =>
  queryOptions({
    queryKey: ['attributes', id, event, time],
    queryFn: async ({ signal }) => {
      const { from, to } = resolve(time, Date.now())
      const params = { path: { id }, query: { event, from: String(from), to: String(to) } }
      return body(await api.GET('/api/v1/applications/{id}/attributes', { params, signal })).attributes
    },
    staleTime: 300_000,
  })

/** A question; what an earlier one said stays on screen, dimmed, until the answer is there. */
export const question = (asked: Question) =>
  queryOptions({
    queryKey: ['question', asked],
    queryFn: ({ signal }) => ask(asked, signal),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })

export const facets = (asked: Schemas['FacetsRequest']) =>
  queryOptions({
    queryKey: ['facets', asked],
    queryFn: async ({ signal }) => body(await api.POST('/api/v1/facets', { body: asked, signal })),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })

export const histogram = (asked: Schemas['HistogramRequest']) =>
  queryOptions({
    queryKey: ['histogram', asked],
    queryFn: async ({ signal }) => body(await api.POST('/api/v1/histogram', { body: asked, signal })),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })

/** A page of events, the newest first. */
export async function loadEvents(asked: Schemas['EventsRequest'], signal?: AbortSignal) {
  const page = body(await api.POST('/api/v1/events', { body: asked, signal }))
  return { ...page, events: page.events as EventJson[] }
}

type History = { application_id: string; id: string; from?: string; to?: string }

export const session = ({ application_id, id, from, to }: History) =>
  queryOptions({
    queryKey: ['session', application_id, id, from, to],
    queryFn: async ({ signal }) => {
      const params = { path: { id }, query: { application_id, from, to } }
      return body(await api.GET('/api/v1/sessions/{id}', { params, signal }))
    },
    staleTime: 15_000,
  })

export const view = ({ application_id, id, from, to }: History) =>
  queryOptions({
    queryKey: ['view', application_id, id, from, to],
    queryFn: async ({ signal }) => {
      const params = { path: { id }, query: { application_id, from, to } }
      return body(await api.GET('/api/v1/views/{id}', { params, signal }))
    },
    staleTime: 15_000,
  })

/**
 * Where an application's items ended, in a stretch of time; by `interval` too when there is one.
 * Of no application: what came with client tokens that nobody has, which admins may see.
 */
export const intake = (asked: { application_id?: string; from?: number; to?: number; interval?: string }) =>
  queryOptions({
    queryKey: ['intake', asked],
    queryFn: async ({ signal }) => {
      const { application_id, from, to, interval } = asked
      const query = { application_id, from: from?.toString(), to: to?.toString(), interval }
      return body(await api.GET('/api/v1/intake', { params: { query }, signal }))
    },
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  })

/** How an application's intake is at this moment. */
export const health = (application_id: string) =>
  queryOptions({
    queryKey: ['health', application_id],
    queryFn: async ({ signal }) =>
      body(await api.GET('/api/v1/applications/{id}/health', { params: { path: { id: application_id } }, signal })),
    staleTime: 5000,
  })

/** Everybody who may log in. */
export const people = () =>
  queryOptions({
    queryKey: ['people'],
    queryFn: async () => body(await api.GET('/api/v1/people')).people,
    staleTime: 15_000,
  })

/** Every API token of the server. */
export const apiTokens = () =>
  queryOptions({
    queryKey: ['tokens'],
    queryFn: async () => body(await api.GET('/api/v1/tokens')).tokens,
    staleTime: 15_000,
  })
