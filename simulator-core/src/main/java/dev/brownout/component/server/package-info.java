/** Server tier: identical hosts that process requests, such as web servers, application servers and workers. */
@ModelSheet(
        models = "Each machine is G/G/c/K, c being its cores: first come first served, processor sharing, "
                + "last come first served, by priority or with CoDel. With workers a request holds a thread "
                + "from its acceptance to its answer, also while it waits for others, and waits for a thread "
                + "instead of a core. Work that nobody waits for any more is done all the same, unless it is "
                + "taken back (cancel_on_timeout, deadline, hedge). The machines can come and go: by the "
                + "timeline, or by an autoscaler with the rules of the Kubernetes HorizontalPodAutoscaler "
                + "(tolerance, machines that are not ready, pace, stabilization of shrinking, age of the "
                + "metric). A machine that comes has its start-up before it and may be slow at first; one that "
                + "goes takes no new calls, finishes what it has within its grace, and stops with its last call. A "
                + "machine that nobody calls may stop, unpaid "
                + "and without memory; calls that find it off are held until it has started. Sessions of users "
                + "in the memory of one machine or two, in a store, or with the client; those in memory stay there "
                + "when their user has a new one elsewhere, until they expire or the process ends. What is in the "
                + "memory of a machine is counted in bytes, and a process with more than there is, is killed and "
                + "begins anew. Connections that users "
                + "keep have a place on a machine from the arrival of the request that opens them until they "
                + "are closed, lost with its process or that of a balancer that they go through, or given up by "
                + "a user who has noticed the silence of one of these; a "
                + "message that is pushed is work for each user on the machine that holds his connection. An "
                + "answer from a machine's own cache is stale if it misses a write that a store behind it had "
                + "acknowledged, to whomever.",
        leftOut = "Memory of programs themselves and, without a heap, of requests, swapping, memory that others on "
                + "the machine take, the longer pauses of a supervisor between one restart and the next "
                + "(Kubernetes: 10 s, doubling to 5 min), context switches; the place for new machines, "
                + "which is always there; users who log out, and writes of sessions to their "
                + "store; places that kept connections take on balancers before the servers, which do not "
                + "count them either, connections that are lost with a link, and the time "
                + "that what is pushed takes on the lines of users; a machine more for calls that find one off "
                + "or busy, as platforms of functions start one for each.",
        checkedBy = "M/M/1, M/M/c, M/M/c/K, M/G/1 and M/G/1-PS, M/M/c with impatient users (Palm 1957), "
                + "head-of-line priorities (Cobham 1954), the control law of RFC 8289; the examples of the "
                + "Kubernetes documentation and fluid balances for scaling; Little's law and renewal theory "
                + "for connections; gaps of Poisson calls for machines that stop when idle; how fast sessions fill a "
                + "memory, and how many are there that expire.",
        sources = "Kubernetes documentation, Horizontal Pod Autoscaling, Pod Lifecycle; "
                + "pkg/controller/podautoscaler; Knative "
                + "documentation, Configuring scale to zero; S. Thangudu, "
                + "Real-time Messaging (Slack Engineering, 2023): gateway servers that hold connections.")
package dev.brownout.component.server;

import dev.brownout.spec.ModelSheet;
