/**
 * Durations and operations that the application measures itself.
 */
import { ns, uuid } from '../core/values.js'
import type { Call, Fields, Hub, Start } from '../hub.js'
import { tell } from './tell.js'

interface VitalOptions {
  context?: unknown
  description?: string
  /** Tells vitals of one name apart that go on at the same time. */
  vitalKey?: string
}
interface OperationOptions extends VitalOptions {
  operationKey?: string
}
interface Begun extends VitalOptions {
  name: string
  time: number
}
type FailureReason = 'error' | 'abandoned' | 'other'

export const startVitals: Start = (hub) => {
  const begun = new Map<string | object, Begun>()

  const step = (call: Call, name: string, step_type: 'start' | 'end', options: OperationOptions = {}, failure_reason?: FailureReason): void => {
    const fields = { type: 'operation_step', name, step_type, operation_key: options.operationKey, failure_reason }
    emitVital(hub, call.time, options, fields)
  }
  const end = (call: Call, name: string, options?: OperationOptions, reason?: FailureReason): void => step(call, name, 'end', options, reason)
  hub.provide({
    addDurationVital(_: Call, name: string, options: VitalOptions & { startTime: number; duration: number }) {
      const startTime = options.startTime - hub.dateAt(0)
      emitVital(hub, startTime, options, { type: 'duration', name, duration: ns(options.duration) })
    },
    startDurationVital({ time, ref }: Call, name: string, options: VitalOptions = {}) {
      const vital = { ...options, name, time }
      begun.set(options.vitalKey ?? name, vital)
      begun.set(ref, vital)
      return ref
    },
    stopDurationVital({ time }: Call, given: string | object, options: VitalOptions = {}) {
      const vital = begun.get(options.vitalKey ?? given)
      if (!vital) return
      begun.forEach((one, key) => one === vital && begun.delete(key))
      const context = { ...(vital.context as Fields), ...(options.context as Fields) }
      const fields = { type: 'duration', name: vital.name, duration: ns(time - vital.time) }
      emitVital(hub, vital.time, { ...vital, ...options, context }, fields)
    },
    startOperation: (call: Call, name: string, options?: OperationOptions) => step(call, name, 'start', options),
    succeedOperation: (call: Call, name: string, options?: OperationOptions) => end(call, name, options),
    failOperation: (call: Call, name: string, reason: FailureReason, options?: OperationOptions) => end(call, name, options, reason),
  })
}

function emitVital(hub: Hub, startTime: number, { context, description }: VitalOptions, fields: Fields): void {
  tell(hub, 'vital', startTime, { vital: { id: uuid(), description, ...fields } }, undefined, context)
}
