package dev.brownout.language.section;

import dev.brownout.language.binding.Shape;
import dev.brownout.language.layer.Parents;
import dev.brownout.language.value.Vocabulary;

/** Which scenario the file is laid over; {@link Parents} does so before anything else is read. */
final class UseSection extends Section<Void> {
    static final UseSection SECTION = new UseSection();

    private UseSection() {
        super(
                Parents.SECTION,
                "A file, or a scenario of the library, over which this one is laid: maps are merged, lists and"
                        + " values replaced, and an empty value deletes.",
                "use: load-balancer");
    }

    @Override
    public Shape shape(Vocabulary vocabulary) {
        return Shape.Known.WORDS;
    }
}
