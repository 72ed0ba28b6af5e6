package dev.brownout.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.service.Request.Operation;
import dev.brownout.service.Request.RequestSource;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestTest {
    private static final Request PAGE = new Request(
            1,
            2,
            3,
            new RequestSource(4, 7),
            (short) 0,
            5,
            (short) 6,
            8,
            Operation.READ,
            9,
            10,
            new LogicalRequest(),
            new CancellationToken(),
            new DatabaseSession(null));

    @Test
    void copiesChangeOnlyTheIntendedFields() throws ReflectiveOperationException {
        assertThat(changedFields(PAGE.nextAttempt(1))).containsExactly("content", "attempt");
        assertThat(changedFields(PAGE.repeated(1))).containsExactly("repetition");
        assertThat(changedFields(PAGE.child(1, 2))).containsExactly("content", "idempotencyKey");
        assertThat(changedFields(PAGE.withOperation(Operation.WRITE))).containsExactly("operation");
        assertThat(changedFields(PAGE.withKey(11))).containsExactly("key");
        assertThat(changedFields(PAGE.withRetryLayer())).containsExactly("retryLayer");
        assertThat(changedFields(PAGE.withCancellation(new CancellationToken())))
                .containsExactly("token");
    }

    @Test
    void unchangedOperationReturnsTheSameRequest() {
        assertThat(PAGE.withOperation(Operation.READ)).isSameAs(PAGE);
    }

    @Test
    void childCallsOfARepetitionDifferOnlyInTheirDraws() {
        Request repeatedRequest = PAGE.repeated(1);
        assertThat(repeatedRequest.identity())
                .isNotEqualTo(PAGE.identity())
                .isNotEqualTo(PAGE.repeated(2).identity());
        assertThat(repeatedRequest.repeated(1).identity()).isNotEqualTo(repeatedRequest.identity());
        assertThat(repeatedRequest.child(1, 2).content())
                .isEqualTo(PAGE.child(1, 2).content());
        assertThat(repeatedRequest.child(1, 2).idempotencyKey())
                .isEqualTo(PAGE.child(1, 2).idempotencyKey());
        assertThat(repeatedRequest.child(1, 2).identity())
                .isNotEqualTo(PAGE.child(1, 2).identity());
        assertThat(PAGE.repeated(0)).isSameAs(PAGE);
    }

    private static List<String> changedFields(Request copy) throws ReflectiveOperationException {
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
