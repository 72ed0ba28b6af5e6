package dev.brownout.spi;

import dev.brownout.spec.MeasuredOnRequest;
import dev.brownout.typetable.RecordField;
import dev.brownout.typetable.TypeTables;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Records of the metrics that a kind declares with {@link DeclaresMetrics}. */
public final class MetricRecords {
    private MetricRecords() {}

    /** Returns the records of a component or policy kind; empty if it declares none. */
    public static List<Class<? extends Record>> records(Class<?> kind) {
        DeclaresMetrics declared = TypeTables.table(kind).annotation(DeclaresMetrics.class);
        List<Class<? extends Record>> records = new ArrayList<>();
        if (declared != null) {
            for (Class<? extends Record> record : declared.value()) {
                List<Class<? extends Record>> ofGroup = records(record);
                records.addAll(ofGroup.isEmpty() ? List.of(record) : ofGroup);
            }
        }
        return records;
    }

    /** Returns the metrics of all records of a kind, one for each record component. */
    public static Stream<RecordField> metrics(Class<?> kind) {
        return records(kind).stream().flatMap(record -> TypeTables.table(record).fields().stream());
    }

    /**
     * Returns the names of the metrics that a component has only if its scenario names them.
     *
     * @param present names of the other metrics of the component
     */
    public static List<String> requestable(Class<?> kind, List<String> present) {
        return records(kind).stream()
                .map(TypeTables::table)
                .filter(record -> record.has(MeasuredOnRequest.class)
                        && present.contains(
                                record.annotation(MeasuredOnRequest.class).beside()))
                .flatMap(record -> record.fields().stream())
                .map(RecordField::yamlName)
                .toList();
    }
}
