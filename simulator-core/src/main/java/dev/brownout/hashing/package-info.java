/**
 * Which node a key lives on: pure functions from a key's hash and the nodes that are there to one of them.
 *
 * <p>Modelled: the remainder of a division, a ring with virtual nodes whose points are those of ketama, rendezvous
 * hashing (highest random weight) and jump consistent hashing. They differ in how many keys move when nodes come or go,
 * and in how evenly the keys are spread. Left out: weights of nodes other than by their number of points, bounded
 * loads, and tables that somebody edits.
 *
 * <p>Checked against the points and answers of ketama, published vectors of jump hashing, the counted residues of the
 * division, and the law of spacings for the ring (a node's share of V points among N nodes is Beta(V, (N-1)V)).
 */
package dev.brownout.hashing;
