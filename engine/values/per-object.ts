/** Remembers what is derived from objects that never change, for as long as they are there. */
export function perObject<From extends object, Derived>(
  derive: (from: From) => Derived,
): (from: From) => Derived {
  const known = new WeakMap<From, { readonly derived: Derived }>()
  return (from) => {
    const before = known.get(from)
    if (before !== undefined) return before.derived
    const derived = derive(from)
    known.set(from, { derived })
    return derived
  }
}
