package dev.brownout.page;

import dev.brownout.format.MetricUnit;
import dev.brownout.format.PredictionWording;
import dev.brownout.format.VerdictWording;
import dev.brownout.language.ScenarioFile;
import dev.brownout.reference.StepTexts;
import dev.brownout.scenario.Scenario;
import dev.brownout.sla.Prediction;
import dev.brownout.sla.Relation;
import dev.brownout.translation.LanguageScope;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The questions of a scenario as plain data, without results. */
final class LessonView {
    private static final Pattern PREDICTIONS = Pattern.compile("predict:\\s*(#.*)?");
    /** Line of a prediction in the section. */
    private static final Pattern PREDICTION = Pattern.compile("  [^ #].*: .*~.*");

    private LessonView() {}

    /** Returns title, question, lesson, predictions and assertions of the first variant. */
    static Map<String, Object> view(ScenarioFile file) {
        Scenario scenario = file.variants().get(0).scenario();
        Map<String, Object> view = PageJson.object(
                "title", file.title(),
                "question", file.question(),
                "lesson", file.lesson(),
                "predictions",
                        scenario.evaluation().predict().entrySet().stream()
                                .map(entry -> prediction(file.name(), entry.getKey(), entry.getValue()))
                                .toList(),
                "assertions",
                        scenario.evaluation().sla().entrySet().stream()
                                .map(entry -> assertion(entry.getKey(), entry.getValue()))
                                .toList());
        return translate(
                file.name(),
                view,
                texts -> PageJson.object(
                        "title", texts.title(),
                        "question", texts.question(),
                        "lesson", texts.lesson(),
                        "names", texts.names()));
    }

    /** Adds {@code translations} to the data of a step of the course: the data of its texts by language. */
    static Map<String, Object> translate(
            String scenario, Map<String, Object> view, Function<StepTexts, Map<String, Object>> data) {
        return Translations.add(
                view, language -> StepTexts.translation(language, scenario).map(data));
    }

    /** Returns the number of predictions in the text of a scenario. */
    static int predictions(String text) {
        int count = 0;
        boolean isInside = false;
        for (String line : text.lines().toList()) {
            boolean begins = PREDICTIONS.matcher(line).matches();
            boolean ends = !line.isBlank() && !line.startsWith(" ") && !line.startsWith("#");
            isInside = begins || isInside && !ends;
            count += isInside && PREDICTION.matcher(line).matches() ? 1 : 0;
        }
        return count;
    }

    private static Map<String, Object> prediction(String scenario, String name, Prediction prediction) {
        String unit = prediction.predicted().unit().symbol();
        Map<String, Object> view = PageJson.object(
                "name",
                name,
                "words",
                PredictionWording.words(prediction.text()),
                "unit",
                MetricUnit.displayUnit(prediction.metric().toString(), unit));
        return Translations.add(
                view,
                language -> LanguageScope.in(language, () -> {
                    String words = PredictionWording.words(prediction.text());
                    String explanation = StepTexts.translation(language, scenario)
                            .map(texts -> texts.names().get(name))
                            .map(text -> text + ", ")
                            .orElse("");
                    return Optional.of(PageJson.object("words", explanation + words));
                }));
    }

    private static Map<String, Object> assertion(String name, Relation relation) {
        String unit = relation.bound().unit().symbol();
        return PageJson.object(
                "name",
                name,
                "bound",
                VerdictWording.bound(
                        relation.comparison().sign(),
                        relation.bound().value(),
                        relation.tolerance(),
                        MetricUnit.displayUnit(relation.metric().toString(), unit)));
    }
}
