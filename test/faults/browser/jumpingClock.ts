/** For `inject`: a clock that is ahead by so many ms as the origin's `localStorage` says under `clock`. */
export function jumpingClock(): void {
  const Real = Date
  const now = (): number => Real.now() + Number(localStorage.getItem('clock'))
  const read = (name: string | symbol): unknown => (name === 'now' ? now : Reflect.get(Real, name))
  window.Date = new Proxy(Real, {
    construct: (target, args: [], made) =>
      Reflect.construct(target, args.length ? args : [now()], made) as Date,
    apply: () => new Real(now()).toString(),
    get: (_, name) => read(name),
  })
}
