/** Server tier: identical hosts that process requests, such as web servers, application servers and workers. */
@ModelSheet(
        models = {
            "Cores: each node is G/G/c/K with c cores: first come, first served; processor sharing; last "
                    + "come, first served; by priority; or with CoDel.",
            "Workers: with 'workers' a request holds a thread from acceptance to response, also during "
                    + "downstream calls, and waits for a thread instead of a core.",
            "Speed: with 'speed' each of n calls in service runs at a speed that depends on n, times min(1, c/n) "
                    + "on c cores: linear times, the universal scalability law, or a table. The remaining work of "
                    + "all calls is rescaled at each start and end. In service are the calls on a core; with "
                    + "'workers' or scheduling: ps all calls that have work share the cores. A call that waits for "
                    + "a downstream call is not in service.",
            "Abandoned work: work is still processed after the timeout of its caller, unless it is cancelled "
                    + "(cancel_on_timeout, deadline, hedge).",
            "Scaling: nodes are added and removed by the fault timeline or by an autoscaler with the "
                    + "rules of the Kubernetes HorizontalPodAutoscaler: tolerance, nodes that are not ready, rate "
                    + "limits, stabilization before scaling down, age of the metric.",
            "Start and stop: a new node has a start-up time and may be slow at first. A removed node "
                    + "accepts no new calls, finishes its calls within the grace period, and stops with the last "
                    + "one.",
            "Start steps: with on_start each new process makes calls before it is ready. A process with a failed step "
                    + "exits, and the next one starts after a backoff.",
            "Scale to zero: an idle node may stop; it is then not billed and its memory is empty. Calls "
                    + "to a stopped node wait until it has started.",
            "Sessions: in the memory of one node or two, in a store, or with the client. A session in "
                    + "memory stays there after its user has a new one on another node, until it expires or the "
                    + "process ends.",
            "Memory: the memory in use of a node is counted in bytes. A process that exceeds the limit is "
                    + "killed and restarted.",
            "Connections: a persistent connection occupies a slot of a node from the arrival of the "
                    + "request that opens it. It ends when it is closed, with the process of the node or of a "
                    + "load balancer in between, or when the user detects that one of these does not respond.",
            "Client connections: each client keeps connections to the nodes, and a call occupies a stream of one from "
                    + "its sending to its response. The node of a connection is selected when it opens, at random, in "
                    + "turn or by the fewest connections, or the client has one to each node it has resolved. A new "
                    + "connection takes the round trips of its handshakes. Missing connections open beside the calls "
                    + "on open ones, and a failed attempt fails only the calls of a client without an open one.",
            "Ends of client connections: an age with a jitter of 10 %, a number of calls, an idle time, the stop of "
                    + "the node, a timeout on HTTP/1.1, the death of a process, and silence of the node. Calls in "
                    + "flight finish, except at a dead node. The next call opens another connection; with "
                    + "client-round-robin the client does, with the backoff of gRPC.",
            "Pushes: a pushed message is work for each user, on the node that holds the user's connection.",
            "Local caches: a response from the local cache of a node is stale if it misses a write that "
                    + "the store behind it had acknowledged to any caller."
        },
        leftOut = {
            "Several processes of a node, such as prefork workers, each with its own pools and policies: a node is"
                    + " one process. Use a node for each.",
            "The memory of programs and, without a heap, of requests; swapping; memory of other processes "
                    + "on the node.",
            "Increasing delays of a supervisor between restarts after crashes and OOM kills (Kubernetes: 10 s, "
                    + "doubling to 5 min); failed start steps have them.",
            "Start steps on the cores of the node, and a limit of the whole start, as of a startup probe. The "
                    + "analytical model ignores start steps.",
            "Context switches, except as a 'speed'.",
            "Different effects of different calls on the speed: each call counts as one, whatever its work. A delay "
                    + "of the effect: the speed follows the number of calls immediately. The speed of a process on "
                    + "a shared machine ('host').",
            "Limited capacity for new nodes: it is always available.",
            "Logouts of users, and writes of sessions to their store.",
            "Slots of persistent connections on the load balancers in front of the servers, which do not "
                    + "count them either.",
            "Client connections: CPU time and session resumption of TLS handshakes, the limit of connections of a "
                    + "node, a grace period for calls after the maximum age, pings that detect silence earlier than "
                    + "dead_after, and silence of a network link. The balancer of connections has no delay, failure "
                    + "or limit, and is one for all clients of a region, even where each node has its own (IPVS). "
                    + "HTTP/1.1 uses connections in turn and not the most recently used first. A refused attempt "
                    + "takes one round trip more than a reset does. A call that waits for a stream and times out "
                    + "later is not cancelled at the node.",
            "Connections lost with a network link, and the transmission time of pushed messages on the "
                    + "links of users.",
            "Additional instances for calls that find a node stopped or busy, as function platforms start "
                    + "one for each."
        },
        checkedBy = {
            "Queues: M/M/1, M/M/c, M/M/c/K, M/G/1, M/G/1-PS, M/M/c with impatient customers (Palm 1957), "
                    + "head-of-line priorities (Cobham 1954), the control algorithm of RFC 8289.",
            "Speed: birth-death processes with linear, USL and table speeds, and an independent simulation of each "
                    + "call.",
            "Scaling: the examples of the Kubernetes documentation, and fluid balances.",
            "Connections: Little's law and renewal theory.",
            "Start steps: a batch that drains (D/D/c), rounds of synchronized restarts by hand, and "
                    + "Lindley's recursion for jitter.",
            "Client connections: the exact distribution of the busiest of n nodes with k random connections, Erlang C "
                    + "for calls that wait for a stream, the shares after a renewal, and the subsets of the SRE book.",
            "Scale to zero: the gaps of Poisson arrivals.",
            "Sessions: the rate at which they fill a memory, and the number of sessions that expire."
        },
        sources = {
            "N. J. Gunther, Guerrilla Capacity Planning, 2007: the universal scalability law.",
            "Kubernetes documentation, Horizontal Pod Autoscaling, Pod Lifecycle; pkg/controller/podautoscaler.",
            "Kubernetes documentation, Pod Lifecycle; KEP-4603: CrashLoopBackOff.",
            "Knative documentation, Configuring scale to zero.",
            "gRPC: keepalive, connection backoff, load balancing and proposal A9; RFC 9113; Kubernetes "
                    + "documentation, Virtual IPs; Google SRE book, chapter 20.",
            "S. Thangudu, Real-time Messaging (Slack Engineering, 2023): gateway servers that hold connections."
        })
package dev.brownout.component.server;

import dev.brownout.spec.ModelSheet;
