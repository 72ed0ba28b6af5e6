package dev.brownout.component.server.channel;

import dev.brownout.spec.Doc;

/** Handshakes of a new connection, according to RFC 9293, RFC 5246 and RFC 8446. */
public enum ConnectionSetup {
    @Doc("TCP: 1 round trip.")
    TCP(1),
    @Doc("TCP, then a full TLS 1.2 handshake: 3 round trips.")
    TLS12(3),
    @Doc("TCP, then a full TLS 1.3 handshake: 2 round trips.")
    TLS13(2);

    private final int roundTrips;

    ConnectionSetup(int roundTrips) {
        this.roundTrips = roundTrips;
    }

    /** Returns the number of round trips before the first byte of a request. */
    int roundTrips() {
        return roundTrips;
    }
}
