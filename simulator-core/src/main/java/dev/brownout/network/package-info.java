/**
 * Network between hosts: round trips between regions, links with latency, bandwidth and loss, and the transfer of a
 * call and its response over a link.
 */
@InTypeTable
package dev.brownout.network;

import dev.brownout.typetable.InTypeTable;
