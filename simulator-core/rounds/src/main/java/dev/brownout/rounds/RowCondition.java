package dev.brownout.rounds;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Enables the rows of a {@link ChosenRows} test that belong to the current round. */
final class RowCondition implements ExecutionCondition {
    private static final Pattern INVOCATION = Pattern.compile("\\[test-template-invocation:#(\\d+)\\]$");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Matcher row = INVOCATION.matcher(context.getUniqueId());
        Optional<ChosenRows> rows = context.getTestMethod().map(method -> method.getAnnotation(ChosenRows.class));
        if (rows.isEmpty() || !row.find()) {
            return ConditionEvaluationResult.enabled("not a row");
        }
        int number = Integer.parseInt(row.group(1));
        boolean chosen = Arrays.stream(rows.get().value()).anyMatch(one -> one == number);
        return TestRound.current().includes(chosen)
                ? ConditionEvaluationResult.enabled("a row of this round")
                : ConditionEvaluationResult.disabled("a row of another round");
    }
}
