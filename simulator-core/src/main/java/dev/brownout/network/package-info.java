/**
 * Network between hosts: round trips between regions, links with latency, bandwidth and loss, and the transfer of a
 * call and its response over a link.
 */
package dev.brownout.network;
