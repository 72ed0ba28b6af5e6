package dev.brownout.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.service.Request.Operation;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestTest {
    private static final Request PAGE = new Request(
            1,
            2,
            3,
            (short) 4,
            (short) 0,
            5,
            (short) 6,
            (short) 7,
            8,
            Operation.READ,
            9,
            10,
            new LogicalRequest(),
            new CancellationToken(),
            new DatabaseSession(null));

    @Test
    void copiesChangeOnlyTheIntendedFields() throws ReflectiveOperationException {
        assertThat(changed(PAGE.nextAttempt(1))).containsExactly("content", "attempt");
        assertThat(changed(PAGE.repeated(1))).containsExactly("repetition");
        assertThat(changed(PAGE.child(1, 2))).containsExactly("content", "idempotencyKey");
        assertThat(changed(PAGE.withOperation(Operation.WRITE))).containsExactly("operation");
        assertThat(changed(PAGE.withKey(11))).containsExactly("key");
        assertThat(changed(PAGE.withRetryLayer())).containsExactly("retryLayer");
        assertThat(changed(PAGE.withCancellation(new CancellationToken()))).containsExactly("token");
    }

    @Test
    void unchangedOperationReturnsTheSameRequest() {
        assertThat(PAGE.withOperation(Operation.READ)).isSameAs(PAGE);
    }

    @Test
    void childCallsOfARepetitionDifferOnlyInTheirDraws() {
        Request again = PAGE.repeated(1);
        assertThat(again.identity())
                .isNotEqualTo(PAGE.identity())
                .isNotEqualTo(PAGE.repeated(2).identity());
        assertThat(again.repeated(1).identity()).isNotEqualTo(again.identity());
        assertThat(again.child(1, 2).content()).isEqualTo(PAGE.child(1, 2).content());
        assertThat(again.child(1, 2).idempotencyKey())
                .isEqualTo(PAGE.child(1, 2).idempotencyKey());
        assertThat(again.child(1, 2).identity()).isNotEqualTo(PAGE.child(1, 2).identity());
        assertThat(PAGE.repeated(0)).isSameAs(PAGE);
    }

    private static List<String> changed(Request copy) throws ReflectiveOperationException {
        List<String> changed = new ArrayList<>();
        for (RecordComponent component : Request.class.getRecordComponents()) {
            if (!component
                    .getAccessor()
                    .invoke(copy)
                    .equals(component.getAccessor().invoke(PAGE))) {
                changed.add(component.getName());
            }
        }
        return changed;
    }
}
