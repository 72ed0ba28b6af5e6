/** Load balancer: hosts in each region that forward each call to one host of the tier behind them. */
@ModelSheet(
        models = {
            "Selection of a backend: round robin, smooth weighted round robin, random, least connections, least"
                    + " response time, power of d choices, least request, user hash modulo the number of backends,"
                    + " or the request key on a ring or in a table, with a bound on calls in flight.",
            "Shuffle sharding: each request key has k of the n backends, a combination chosen by rendezvous hashing of"
                    + " all nodes of the tier, in service or not. A call goes to a random available one of them, and"
                    + " redispatch to another one of them; without an available one it is unavailable.",
            "Weights of backends in each algorithm: turns, probabilities, calls in flight over weight, points on the"
                    + " ring, slots of the table and the bound of each backend.",
            "Several servers behind one balancer ('backends'): nodes of other sizes, versions, prices or zones in one"
                    + " tier. Each server has its own service times, autoscaling, deployments and faults; checks,"
                    + " ejections, slow start and panic mode see all nodes.",
            "Only backends that the health checks consider up are selected.",
            "Each balancer counts the calls in flight that it sends; two balancers do not share their counts.",
            "Redispatch of calls after a refused or broken connection or a timeout.",
            "Ejection of backends with consecutive failed calls, passive checks as in nginx, and panic mode if few"
                    + " backends are left.",
            "Slow start: the weight of a new or recovered backend grows. The balancer may discover a new backend"
                    + " late.",
            "A draining backend receives only calls of users with a cookie for it. A cookie for an ejected backend"
                    + " is replaced.",
            "Without cores a balancer adds no time and has no limit. With cores each of its nodes is G/G/c/K, and"
                    + " calls that need a cookie cost more.",
            "A crash of a balancer resets all calls through it. In a pair, each node can take over the address of"
                    + " the other, as VRRP does."
        },
        leftOut = {
            "Worker processes with separate state, as in nginx without a zone: a node of the balancer is one"
                    + " process, like Envoy.",
            "Ejection by success rate.",
            "Calls that wait in the balancer for a backend.",
            "Subsets; shares of a server that are independent of its number of nodes, as in weighted clusters of Envoy"
                    + " or target groups of AWS: write choose with one balancer for each.",
            "With several servers in 'backends': sessions in the memory of their nodes, persistent connections, and"
                    + " policies of one of them. A balancer sends no calls to nodes in other regions while one of the"
                    + " servers has nodes in its own region, up or down.",
            "An estimate of the rate of each server in 'backends' if the algorithm uses hashes or calls in flight, if"
                    + " a server scales itself, or with slow start: the estimate is withheld.",
            "Shuffle sharding with weights, slow start, or an assignment that keeps combinations from overlapping.",
            "Split brain of a pair, in which both nodes claim the address."
        },
        checkedBy = {
            "M/D/c and M/M/c for the cores of the balancer.",
            "n independent M/M/1 for random (Poisson splitting).",
            "E_n/M/1 for round robin (Kleinrock 1975, chapter 6).",
            "The exact Markov chain of join-shortest-queue for least connections (Haight 1958).",
            "The mean field of d choices (Vvedenskaya, Dobrushin and Karpelevich 1996; Mitzenmacher 2001).",
            "The order of nginx for smooth weighted round robin.",
            "M/M/1 of unequal nodes under weighted random selection (Poisson splitting).",
            "A birth-death chain of two unequal nodes for weighted least connections.",
            "Shuffle sharding: 1/C(n, k) of the keys have the combination of another key (8 nodes, 2 each: 1 of 28).",
            "The listing of the paper for the table of Maglev.",
            "The integral of w/(n-1+w) for slow start.",
            "The number of keys that move when one of n backends leaves: n - 1 of n with a modulo, only its own on"
                    + " a ring.",
            "The bound of Mirrokni, Thorup and Zadimoghaddam (2018) at each call.",
            "Detection times: uniform over one interval, plus fall - 1 intervals."
        },
        sources = "nginx, HAProxy and Envoy documentation, as named beside each default; nginx 1.22, "
                + "ngx_http_upstream_round_robin.c; RFC 5798 (VRRP); Amazon Builders' Library, Workload isolation using"
                + " shuffle-sharding.")
package dev.brownout.component.loadbalancer;

import dev.brownout.spec.ModelSheet;
