/** One request on its way. */
export interface Flight {
  purposes: readonly string[]
  /** ids of the chunks it carries */
  ids: readonly string[]
  events: number
  /** it outlives the page */
  last: boolean
  controller: AbortController
}

/** Requests on their way, so that a no can end them. */
export interface Flights {
  begin(flight: Omit<Flight, 'controller'>): Flight
  end(flight: Flight): void
  /** Aborts those that carry any of the purposes; returns their events. */
  abort(purposes: readonly string[]): number
  /** Whether a chunk is on its way; with `last`, by a request that outlives the page. */
  carries(id: string, last: boolean): boolean
}

export function createFlights(): Flights {
  const flights = new Set<Flight>()
  return {
    begin: (flight) => {
      const begun = { ...flight, controller: new AbortController() }
      flights.add(begun)
      return begun
    },
    end: (flight) => void flights.delete(flight),
    abort: (denied) => {
      let sum = 0
      for (const { purposes, controller, events } of flights)
        if (purposes.some((purpose) => denied.includes(purpose))) {
          controller.abort()
          sum += events
        }
      return sum
    },
    carries: (id, last) => [...flights].some((flight) => flight.ids.includes(id) && (flight.last || !last)),
  }
}
