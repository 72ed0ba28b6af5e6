package dev.brownout.component.loadbalancer;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import java.time.Duration;

/**
 * Failover of a pair of hosts: each address has a home host; the peer takes it over when it receives no more
 * advertisements, and returns it after the home host has been back for the same time (VRRP, RFC 5798, with its default
 * preemption; keepalived does so beside HAProxy and nginx).
 */
public sealed interface RedundancySpec permits RedundancySpec.ActiveActive, RedundancySpec.ActivePassive {
    /** Returns the time during which calls to an address reach an unavailable host, until the peer takes over. */
    Duration takeover();

    /** Returns the advertisement interval; the takeover time counts from the last advertisement before the failure. */
    Duration advertisement();

    /** Returns the number of addresses that receive calls; the homes of the addresses are the hosts, in order. */
    int addresses();

    /** Two active hosts, each the home of one address. */
    @Kind("active-active")
    @Doc("Two addresses, one at home on each node; half of the calls go to each.")
    record ActiveActive(
            @Doc("Time from the silence of a node until the other node has its address. Failback takes the same"
                    + " time.")
            @Default("3s")
            @AtLeast(1)
            @DefaultSource("RFC 5798, section 6.1: three advertisements of 1 s each, plus up to 1 s by priority")
            Duration takeover,

            @Doc("Interval of the advertisements of a node. The takeover time starts with the last advertisement,"
                    + " which is up to one interval old when the node falls silent; 0s: it starts with the silence.")
            @Default("0s")
            @AtLeast(0)
            @DefaultSource(
                    "RFC 5798, section 6.1: Advertisement_Interval 1 s; Master_Down_Interval is three of them plus"
                            + " the skew time")
            Duration advertisement)
            implements RedundancySpec {
        @Override
        public int addresses() {
            return 2;
        }
    }

    /** Active-passive pair: the first host has the only address, the second is the standby. */
    @Kind("active-passive")
    @Doc("One address at home on the first node; the second node is the standby.")
    record ActivePassive(
            @Doc("Time from the silence of the node with the address until the other node has it. Failback to the"
                    + " first node takes the same time.")
            @Default("3s")
            @AtLeast(1)
            @DefaultSource("RFC 5798, section 6.1: three advertisements of 1 s each, plus up to 1 s by priority")
            Duration takeover,

            @Doc("Interval of the advertisements of a node. The takeover time starts with the last advertisement,"
                    + " which is up to one interval old when the node falls silent; 0s: it starts with the silence.")
            @Default("0s")
            @AtLeast(0)
            @DefaultSource(
                    "RFC 5798, section 6.1: Advertisement_Interval 1 s; Master_Down_Interval is three of them plus"
                            + " the skew time")
            Duration advertisement)
            implements RedundancySpec {
        @Override
        public int addresses() {
            return 1;
        }
    }
}
