package dev.brownout.scenario;

import dev.brownout.sla.AnswerMetric;
import dev.brownout.sla.ChartRequest;
import dev.brownout.sla.Prediction;
import dev.brownout.sla.Relation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Evaluated and shown expressions of a scenario. They have no effect on the events of a run.
 *
 * @param sla the assertions by name, in the order of the file
 * @param predict the predictions by name, in the order of the file
 * @param charts the requested charts
 * @param answer the metrics of the answer; some may exist in other variants only
 */
public record EvaluationSpec(
        Map<String, Relation> sla,
        Map<String, Prediction> predict,
        List<ChartRequest> charts,
        List<AnswerMetric> answer) {

    /** Evaluation of no expression. */
    public static final EvaluationSpec NONE = EvaluationSpec.ofAssertions(Collections.emptyMap());

    /** Copies the collections. */
    public EvaluationSpec {
        sla = Collections.unmodifiableMap(new LinkedHashMap<>(sla));
        predict = Collections.unmodifiableMap(new LinkedHashMap<>(predict));
        charts = List.copyOf(charts);
        answer = List.copyOf(answer);
    }

    /** Creates an evaluation of assertions only. */
    public static EvaluationSpec ofAssertions(Map<String, Relation> sla) {
        return new EvaluationSpec(sla, Collections.emptyMap(), List.of(), List.of());
    }
}
