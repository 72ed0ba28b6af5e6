/**
 * Long-lived connections of the callers of a tier without a load balancer for calls. A balancer of connections selects
 * a node when a connection opens, or the client itself spreads its calls over a connection to each node.
 */
@InTypeTable
package dev.brownout.component.server.channel;

import dev.brownout.typetable.InTypeTable;
