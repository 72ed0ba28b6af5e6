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
            4,
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
        assertThat(changed(PAGE.nextAttempt(1))).containsExactly("identity", "attempt");
        assertThat(changed(PAGE.child(1, 2))).containsExactly("identity", "idempotencyKey");
        assertThat(changed(PAGE.withOperation(Operation.WRITE))).containsExactly("operation");
        assertThat(changed(PAGE.withKey(11))).containsExactly("key");
        assertThat(changed(PAGE.withRetryLayer())).containsExactly("retryLayer");
        assertThat(changed(PAGE.withCancellation(new CancellationToken()))).containsExactly("token");
    }

    @Test
    void unchangedOperationReturnsTheSameRequest() {
        assertThat(PAGE.withOperation(Operation.READ)).isSameAs(PAGE);
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
