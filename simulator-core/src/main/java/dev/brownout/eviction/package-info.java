/**
 * Bounded in-memory stores and their eviction policies.
 *
 * <p>Modelled exactly, entry by entry: least recently used, least frequently used (in the store, and perfect), first in
 * first out, clock, SIEVE, ARC, S3-FIFO and optimal eviction, bounded by entries, by bytes or by both; every entry with
 * the version, the size and the expiry that its owner gave it. Left out: allocation classes, sampled or segmented
 * approximations of these orders, and the time of the operations, which the owner models.
 *
 * <p>Checked against King's and Gelenbe's exact hit ratios, Che's and Fricker's approximations, the renewal formulas of
 * caches with expiry (Jung, Berger and Balakrishnan 2003; Fofack et al. 2012) and the replay of a recorded trace.
 */
package dev.brownout.eviction;
