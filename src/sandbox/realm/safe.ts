/** Maps for the bootstrap's own books, which keep working when user code patches Map.prototype. */

class OwnMap<K, V> extends Map<K, V> {}
for (const key of Reflect.ownKeys(Map.prototype)) {
  if (key !== 'constructor')
    Object.defineProperty(OwnMap.prototype, key, Object.getOwnPropertyDescriptor(Map.prototype, key) as PropertyDescriptor);
}
Object.freeze(OwnMap.prototype);

/** A Map with methods of its own. */
export const SafeMap = OwnMap;
