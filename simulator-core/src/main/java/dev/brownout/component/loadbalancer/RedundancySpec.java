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
    @Doc("Two addresses, the home of each one of the machines: half of the calls go to each.")
    record ActiveActive(
            @Doc("From when a machine falls silent until the other one has its address; and as long again until it "
                    + "has it back.")
            @Default("3s")
            @AtLeast(1)
            @DefaultSource(
                    "RFC 5798, section 6.1: three advertisements of 1 s each, and up to a second more by priority")
            Duration takeover,

            @Doc("Interval of the advertisements by which a machine is heard: the takeover counts from the last one,"
                    + " which is up to this old when the machine falls silent; 0s counts from the silence itself.")
            @Default("0s")
            @AtLeast(0)
            @DefaultSource(
                    "RFC 5798, section 6.1: Advertisement_Interval 1 s, of which Master_Down_Interval is three and the"
                            + " skew time")
            Duration advertisement)
            implements RedundancySpec {
        @Override
        public int addresses() {
            return 2;
        }
    }

    /** Active-passive pair: the first host has the only address, the second is the standby. */
    @Kind("active-passive")
    @Doc("One address, whose home is the first machine; the second one waits for it.")
    record ActivePassive(
            @Doc("From when the machine falls silent that has the address until the other one has it; and as long "
                    + "again until the first has it back.")
            @Default("3s")
            @AtLeast(1)
            @DefaultSource(
                    "RFC 5798, section 6.1: three advertisements of 1 s each, and up to a second more by priority")
            Duration takeover,

            @Doc("Interval of the advertisements by which a machine is heard: the takeover counts from the last one,"
                    + " which is up to this old when the machine falls silent; 0s counts from the silence itself.")
            @Default("0s")
            @AtLeast(0)
            @DefaultSource(
                    "RFC 5798, section 6.1: Advertisement_Interval 1 s, of which Master_Down_Interval is three and the"
                            + " skew time")
            Duration advertisement)
            implements RedundancySpec {
        @Override
        public int addresses() {
            return 1;
        }
    }
}
