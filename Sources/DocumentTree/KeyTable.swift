/// Finds a key among many of one mapping by the hash of its text; holds the numbers of their records.
struct KeyTable {
  private struct Slot {
    var hash: Int
    var key: UInt32
    var isFree: Bool
  }

  /// A power of two, at most half of them taken.
  private var slots: [Slot]
  private var count = 0

  init() { slots = KeyTable.free(32) }

  private static func free(_ count: Int) -> [Slot] {
    Array(repeating: Slot(hash: 0, key: 0, isFree: true), count: count)
  }

  /// The key with this hash that `isMeant` accepts.
  func first(hash: Int, where isMeant: (UInt32) -> Bool) -> UInt32? {
    var index = hash & (slots.count - 1)
    while !slots[index].isFree {
      if slots[index].hash == hash, isMeant(slots[index].key) { return slots[index].key }
      index = (index + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Adds a key that is not in it.
  mutating func insert(_ key: UInt32, hash: Int) {
    if (count + 1) * 2 > slots.count {
      let taken = slots
      slots = KeyTable.free(taken.count * 2)
      for slot in taken where !slot.isFree { place(slot) }
    }
    place(Slot(hash: hash, key: key, isFree: false))
    count += 1
  }

  private mutating func place(_ slot: Slot) {
    var index = slot.hash & (slots.count - 1)
    while !slots[index].isFree { index = (index + 1) & (slots.count - 1) }
    slots[index] = slot
  }
}
