/**
 * Placement of keys on nodes: pure functions of a key's hash and the available nodes.
 *
 * <p>Modelled: the remainder of a division, a ring with virtual nodes at the points of ketama, rendezvous hashing
 * (highest random weight), jump consistent hashing and the table of Maglev. They differ in the number of keys that move
 * when nodes enter or leave, and in the evenness of the distribution. Left out: weights of nodes other than by their
 * number of points, and manually edited tables.
 *
 * <p>Checked against the points and responses of ketama, published vectors of jump hashing, the counted residues of the
 * division, and the distribution of spacings for the ring (a node's share of V points among N nodes is Beta(V,
 * (N-1)V)); a table of Maglev against its definition: shares that differ by one slot at most.
 */
package dev.brownout.hashing;
