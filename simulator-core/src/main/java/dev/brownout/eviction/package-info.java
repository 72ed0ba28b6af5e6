/**
 * Bounded stores of what is kept for speed: which entry has to go when the next one needs its place.
 *
 * <p>Modelled exactly, entry by entry: least recently used, least frequently used (in the store, and perfect), first in
 * first out, clock, SIEVE, ARC, S3-FIFO and the one that knows the future, bounded by entries, by bytes or by both;
 * every entry with the version, the size and the expiry that its owner gave it. Left out: allocation classes, sampled
 * or segmented approximations of these orders, and the time that any of it takes, which is the owner's to model.
 *
 * <p>Checked against King's and Gelenbe's exact hit ratios, Che's and Fricker's approximations, the renewal formulas of
 * caches with expiry (Jung, Berger and Balakrishnan 2003; Fofack et al. 2012) and the replay of a recorded trace.
 */
package dev.brownout.eviction;
