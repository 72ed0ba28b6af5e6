package dev.brownout.format;

import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.translation.SentenceTranslation;

/** Sentence of an event of a timeline, without its time. */
public final class EventText {
    private EventText() {}

    /** Returns the sentence in the language of the current scope. Faults are as the scenario writes them. */
    public static String sentence(TimelineEvent event) {
        return event.what().equals("fault-start")
                ? Sentences.withoutTime(event.text().toString())
                : Sentences.withoutTime(SentenceTranslation.marked(event.text()));
    }
}
