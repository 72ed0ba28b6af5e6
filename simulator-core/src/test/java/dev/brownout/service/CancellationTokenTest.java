package dev.brownout.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancellationTokenTest {
    private final List<String> notifications = new ArrayList<>();

    private CancellationToken.Listener listener(String name) {
        return outcome -> notifications.add(name + " " + outcome.label());
    }

    @Test
    void notifiesItsListenersOnceInOrder() {
        CancellationToken context = new CancellationToken();
        context.listen(listener("a"));
        context.listen(listener("b"));
        context.end(Outcome.CANCELLED);
        context.end(Outcome.TIMED_OUT);
        assertThat(notifications).containsExactly("a cancelled", "b cancelled");
        assertThat(context.outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void listenerRemovedDuringNotificationIsNotNotified() {
        CancellationToken context = new CancellationToken();
        CancellationToken.Listener last = listener("last");
        context.listen(outcome -> context.unlisten(last));
        context.listen(last);
        context.listen(listener("other"));
        context.end(Outcome.CANCELLED);
        assertThat(notifications).containsExactly("other cancelled");
    }

    @Test
    void childEndsWithItsParentButNotViceVersa() {
        CancellationToken whole = new CancellationToken();
        CancellationToken part = whole.part();
        CancellationToken done = whole.part();
        part.listen(listener("part"));
        done.listen(listener("done"));
        done.release();
        part.part().end(Outcome.CANCELLED);
        assertThat(part.isCancelled()).isFalse();
        whole.end(Outcome.TIMED_OUT);
        assertThat(notifications).containsExactly("part timed_out");
        assertThat(whole.part().isCancelled()).isTrue();
    }

    @Test
    void noneTokenIsNeverCancelled() {
        CancellationToken.NONE.listen(listener("never"));
        CancellationToken part = CancellationToken.NONE.part();
        part.listen(listener("part"));
        part.end(Outcome.CANCELLED);
        assertThat(notifications).containsExactly("part cancelled");
        assertThat(CancellationToken.NONE.isCancelled()).isFalse();
    }

    @Test
    void disposedTokenNotifiesNoListener() {
        CancellationToken context = new CancellationToken();
        context.listen(listener("a"));
        context.dispose();
        context.end(Outcome.CANCELLED);
        assertThat(notifications).isEmpty();
    }
}
