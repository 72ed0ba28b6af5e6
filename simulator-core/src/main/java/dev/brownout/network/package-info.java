/**
 * What lies between machines: round trips between regions, links with latency, bandwidth and loss, and the crossing of
 * a link by a call and its answer.
 */
package dev.brownout.network;
