package dev.brownout.page;

import static dev.brownout.page.Form.HTML;
import static dev.brownout.page.Form.MARKDOWN;
import static dev.brownout.page.Form.TERMINAL;

import dev.brownout.page.Block.Moment;
import dev.brownout.page.Block.Moments;
import dev.brownout.page.Block.Note;
import dev.brownout.page.Block.Title;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.Happening;
import dev.brownout.wording.Clock;
import dev.brownout.wording.Sentences;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What happened in each variant: all of it, or as much as a terminal has room for. */
final class Story {
    private static final int HAPPENINGS = 14;
    private static final int HAPPENINGS_OF_SEVERAL = 12;
    private static final int SPARE = 2;

    private Story() {}

    static Part part(RunResult result) {
        boolean several = result.variants().size() > 1;
        Part part = Part.chapter("What happened");
        for (VariantResult variant : result.variants()) {
            List<Happening> timeline = variant.timeline();
            if (several) {
                part = part.with(new Title(variant.name()), HTML);
            }
            if (timeline.isEmpty()) {
                part = part.with(Note.of("Nothing out of the ordinary."), HTML);
                continue;
            }
            if (several) {
                part = part.with(new Title(Each.numbered(result, variant)), TERMINAL);
            }
            List<Happening> chosen = chosen(timeline, several ? HAPPENINGS_OF_SEVERAL : HAPPENINGS);
            part = part.with(moments(timeline, 0), HTML)
                    .with(moments(chosen, timeline.size() - chosen.size()), TERMINAL);
        }
        return together(result, part);
    }

    /** Where a comment has to do, variants to which the same happened are told of once. */
    private static Part together(RunResult result, Part part) {
        Map<Moments, List<VariantResult>> alike = new LinkedHashMap<>();
        for (VariantResult variant : result.variants()) {
            if (!variant.timeline().isEmpty()) {
                List<Happening> chosen = chosen(variant.timeline(), HAPPENINGS);
                alike.computeIfAbsent(
                                moments(chosen, variant.timeline().size() - chosen.size()),
                                moments -> new ArrayList<>())
                        .add(variant);
            }
        }
        Part all = part;
        for (Map.Entry<Moments, List<VariantResult>> each : alike.entrySet()) {
            String of = result.variants().size() == 1 ? "" : ": " + Each.names(result, each.getValue());
            all = all.with(new Title(part.heading() + of), MARKDOWN).with(each.getKey(), MARKDOWN);
        }
        return all;
    }

    private static Moments moments(List<Happening> timeline, int more) {
        List<Moment> moments = timeline.stream()
                .map(one -> new Moment(Clock.at(one.atNanos()), Sentences.withoutTime(one.text())))
                .toList();
        return new Moments(moments, more);
    }

    /** As much as there is room for, in order of time: what an assertion says of it gives way to what happened. */
    private static List<Happening> chosen(List<Happening> timeline, int most) {
        if (timeline.size() <= most + SPARE) {
            return timeline;
        }
        List<Happening> chosen = new ArrayList<>(timeline);
        for (String lesser : List.of("recovery", "breach")) {
            for (int i = chosen.size() - 1; i >= 0 && chosen.size() > most; i--) {
                if (chosen.get(i).what().equals(lesser)) {
                    chosen.remove(i);
                }
            }
        }
        return chosen.subList(0, Math.min(most, chosen.size()));
    }
}
