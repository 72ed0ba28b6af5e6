/**
 * Bounded in-memory stores and their eviction policies.
 *
 * <p>These policies are modelled exactly, entry by entry: least recently used, least frequently used (in the store, and
 * perfect), first in first out, clock, SIEVE, ARC, S3-FIFO, S4LRU and optimal eviction. Stores are bounded by entries,
 * by bytes or by both. Each entry has the version, the size and the expiry set by the owner of the store. The package
 * does not model allocation classes, sampled or segmented variants of these policies except S4LRU, or the time of the
 * operations, which the owner models.
 *
 * <p>The models are validated against King's and Gelenbe's exact hit ratios, Che's and Fricker's approximations, the
 * renewal formulas of caches with expiry (Jung, Berger and Balakrishnan 2003; Fofack et al. 2012) and the replay of a
 * recorded trace.
 */
package dev.brownout.eviction;
