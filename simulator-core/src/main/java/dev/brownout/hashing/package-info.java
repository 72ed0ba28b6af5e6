/**
 * Which node a key lives on: pure functions from a key's hash and the nodes that are there to one of them.
 *
 * <p>Modelled: the remainder of a division, a ring with virtual nodes whose points are those of ketama, rendezvous
 * hashing (highest random weight), jump consistent hashing and the table of Maglev. They differ in how many keys move
 * when nodes come or go, and in how evenly the keys are spread. Left out: weights of nodes other than by their number
 * of points, and tables that somebody edits.
 *
 * <p>Checked against the points and answers of ketama, published vectors of jump hashing, the counted residues of the
 * division, and the law of spacings for the ring (a node's share of V points among N nodes is Beta(V, (N-1)V)); a table
 * of Maglev against its definition: shares that differ by one place at most.
 */
package dev.brownout.hashing;
