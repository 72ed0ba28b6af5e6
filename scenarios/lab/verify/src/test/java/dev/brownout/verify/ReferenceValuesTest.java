package dev.brownout.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.verify.model.Families;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceValuesTest {
    private final ReferenceValues rows = new ReferenceValues(Families.all());

    @Test
    void everyRowHasAModelOrAReason() {
        assertThat(rows.all()).hasSize(818);
        assertThat(rows.unassigned()).isEmpty();
        assertThat(rows.all())
                .allSatisfy(row -> assertThat(rows.model(row).isPresent())
                        .as(row.id())
                        .isNotEqualTo(rows.reason(row).isPresent()));
    }

    @Test
    void idsAreUnique() {
        List<String> ids = rows.all().stream().map(ReferenceValue::id).toList();
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void timesAreNanoseconds() {
        ReferenceValue row = rows.all().get(0);
        assertThat(row.id()).isEqualTo("q.mm1.a.mean");
        assertThat(row.number()).isEqualTo(50e6);
        assertThat(row.absoluteTolerance()).isEqualTo(0.03 * 50e6);
        assertThat(row.approximate()).isFalse();
    }
}
