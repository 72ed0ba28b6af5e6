package dev.brownout.scenario;

import dev.brownout.network.Bandwidth;
import dev.brownout.random.Distribution;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.Share;
import java.time.Duration;
import java.util.Optional;

/** Configuration of the network between machines. */
@Doc("Latency, bandwidth, loss and connection set-up of the links between nodes.")
public record NetworkSpec(
        @Doc("Round trip between two nodes of one data centre.")
        @Default("0.5ms")
        @DefaultSource("same-datacentre round trip of Dean and Norvig's latency numbers")
        Distribution rtt,

        @Doc("Round trip between a user and the responding node, in addition to the round trip "
                + "between their regions.")
        @Default("0ms")
        Distribution lastMile,

        @Doc("Bandwidth of each link between two nodes.") @Default("unlimited") @NoneKeyword("unlimited")
        Optional<Bandwidth> bandwidth,

        @Doc("Share of lost messages; they are retransmitted after the retransmission timeout "
                + "(200 ms, doubled each time).")
        @Default("0%")
        Share loss,

        @Doc("Connection set-up of a call: kept-alive (0 round trips), tcp (1), tls12 (3), tls13 (2).")
        @Default("kept-alive")
        Connections connections,

        @Doc("Timeout of calls between tiers, if neither the step nor the component sets one. A "
                + "request without a timeout waits forever at every tier.")
        @Default("1s")
        @DefaultSource("our assumption")
        Duration timeout) {

    /**
     * Checks that the timeout is more than 0.
     *
     * @throws IllegalArgumentException if it is not
     */
    public NetworkSpec {
        if (timeout.toNanos() <= 0) {
            throw new InvalidValueException("timeout is more than 0s");
        }
    }

    /** Cost of opening a connection, according to RFC 9293, RFC 5246 and RFC 8446. */
    public enum Connections {
        @Doc("Persistent connections: no round trip.")
        KEPT_ALIVE(0),
        @Doc("A new TCP connection for each user's request: 1 round trip.")
        TCP(1),
        @Doc("TCP, then a full TLS 1.2 handshake: 3 round trips.")
        TLS12(3),
        @Doc("TCP, then a full TLS 1.3 handshake: 2 round trips.")
        TLS13(2);

        private final int roundTrips;

        Connections(int roundTrips) {
            this.roundTrips = roundTrips;
        }

        /** Returns the number of round trips before the first byte of a request. */
        public int roundTrips() {
            return roundTrips;
        }
    }
}
