package dev.brownout.component.loadbalancer;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import java.time.Duration;

/**
 * How two machines stand in for each other: each has an address that the other takes over when it hears nothing of it
 * any more, and gives back when that has been there again for as long (VRRP, RFC 5798, whose preemption is the default;
 * keepalived does so beside HAProxy and nginx).
 */
public sealed interface RedundancySpec permits RedundancySpec.ActiveActive, RedundancySpec.ActivePassive {
    /** How long calls to an address find a dead machine, until the other one has it. */
    Duration takeover();

    /** The interval of advertisements; the takeover counts from the last one before the machine fell silent. */
    Duration advertisement();

    /** Addresses to which calls go: the home of each is one of the machines, in their order. */
    int addresses();

    /** Both work. */
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

    /** One waits for the other's end. */
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
