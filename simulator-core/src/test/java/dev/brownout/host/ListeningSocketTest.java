package dev.brownout.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The calls that a closed socket awaits. */
class ListeningSocketTest {
    private final ListeningSocket socket = new ListeningSocket();

    @Test
    void awaitsTheCallsInTransit() {
        socket.sent(3);
        socket.sent(4);
        socket.close(5);
        assertThat(socket.accepts(4)).isTrue();
        assertThat(socket.hasArrived(3)).isFalse();
        assertThat(socket.awaits()).isTrue();
        assertThat(socket.hasArrived(4)).isTrue();
    }

    @Test
    void callsOfTheClosingInstantReplaceNoEarlierCall() {
        socket.sent(4);
        socket.sent(5);
        socket.close(5);
        socket.sent(5);
        assertThat(socket.accepts(5)).isFalse();
        assertThat(socket.hasArrived(5)).isFalse();
        assertThat(socket.hasArrived(5)).isFalse();
        assertThat(socket.hasArrived(4)).isTrue();
    }

    @Test
    void laterCallsAreNotAwaited() {
        socket.sent(4);
        socket.close(5);
        socket.sent(6);
        assertThat(socket.hasArrived(6)).isFalse();
        assertThat(socket.hasArrived(4)).isTrue();
        assertThat(socket.awaits()).isFalse();
    }
}
