/** Load balancer: hosts in each region that forward each call to one host of the tier behind them. */
@ModelSheet(
        models = "The choice of the machine (round robin, smooth weighted round robin, random, least connections, "
                + "least response time, power of d choices; the remainder of the user's hash; the request's key on "
                + "a ring or in a table, with a bound on calls in flight) among those that its health checks hold "
                + "for alive; calls in flight as this balancer sees them, so that two balancers do not know of each"
                + " other's; redispatch of calls whose connection was refused, broke or timed out; ejection of machines"
                + " whose calls fail one after the other, passive checks as in nginx, and panic when few are left; "
                + "a slow start, in which the weight of machines grows that come or come back, of which it may hear "
                + "late. Machines that drain "
                + "get no new calls but those of users whose cookie names them; a cookie whose machine is out is "
                + "given anew. A balancer adds no time and has no limit of its own unless it is said to have cores: "
                + "then each of its machines is "
                + "G/G/c/K, and calls that need a cookie cost more. Its own crash resets every call through it; of "
                + "two machines each can take over the address of the other, as VRRP does.",
        leftOut = "Ejection by success rate, calls that wait in the balancer for a machine, weights of "
                + "hashed machines, subsets; two machines that lose each other and both take themselves for the last.",
        checkedBy = "M/D/c and M/M/c for the balancer's own cores, n independent M/M/1 for random (Poisson "
                + "splitting), E_n/M/1 for round robin (Kleinrock 1975, chapter 6), the exact Markov chain of "
                + "join-shortest-queue for least connections (Haight 1958), "
                + "the mean field of d choices (Vvedenskaya, Dobrushin and Karpelevich 1996; Mitzenmacher 2001), "
                + "nginx's order for smooth weighted round robin, the listing of the paper for Maglev's table, "
                + "the integral of w/(n-1+w) for slow start, "
                + "counted keys that move when one of n goes (n - 1 of n by a remainder, its own on a ring), the "
                + "bound of Mirrokni, Thorup and Zadimoghaddam (2018) at each call; detection times: uniform over "
                + "one period plus fall - 1 periods.",
        sources = "nginx, HAProxy and Envoy documentation, as named beside each default; nginx 1.22, "
                + "ngx_http_upstream_round_robin.c; RFC 5798 (VRRP).")
package dev.brownout.component.loadbalancer;

import dev.brownout.spec.ModelSheet;
