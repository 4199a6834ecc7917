/** For React 16.8 and later: a boundary that tells of errors in what it holds. */
import { Component, type ComponentType, createElement, type ErrorInfo, type ReactNode } from 'react'
import { tellError } from '../frameworks/rum.js'

export interface FallbackProps {
  error: unknown
  /** Tries again to render what the boundary holds. */
  resetError: () => void
}

export interface ErrorBoundaryProps {
  /** Stands in for what could not be rendered. */
  fallback: ComponentType<FallbackProps>
  children?: ReactNode
}

interface State {
  caught?: { error: unknown }
}

/** Tells of an error with the components it came through: for boundaries of one's own, and `createRoot`'s options. */
export function addReactError(error: unknown, info: ErrorInfo): void {
  tellError(error, { framework: 'react' }, { what: 'react error', componentStack: info.componentStack || undefined })
}

/** Shows `fallback` instead of what threw, and tells of the error. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, State> {
  override state: State = {}

  static getDerivedStateFromError(error: unknown): State {
    return { caught: { error } }
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    addReactError(error, info)
  }

  readonly resetError = (): void => this.setState({ caught: undefined })

  override render(): ReactNode {
    const { caught } = this.state
    if (!caught) return this.props.children
    return createElement(this.props.fallback, { error: caught.error, resetError: this.resetError })
  }
}
