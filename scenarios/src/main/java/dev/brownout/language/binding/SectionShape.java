package dev.brownout.language.binding;

import dev.brownout.cost.Price.Basis;
import dev.brownout.spec.SpecFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What stands somewhere in a scenario, as far as it can be said without knowing what names mean: its schema is made
 * from it, and what the manual says of its keys.
 */
public sealed interface SectionShape {
    /** The keys that stand in it and that no record describes. */
    default List<Key> keys() {
        return List.of();
    }

    /** The records whose parameters stand in it as keys. */
    default List<Class<?>> records() {
        return List.of();
    }

    /** Whether what those records say may be left out as a whole. */
    default boolean optional() {
        return false;
    }

    /**
     * A key that no record describes.
     *
     * @param name as it is written
     * @param what what is written there, in words
     * @param sentence what it means
     * @param shape what stands there
     */
    record Key(String name, String what, String sentence, SectionShape shape) {
        /** The names of some keys. */
        public static List<String> names(List<Key> keys) {
            return keys.stream().map(Key::name).toList();
        }
    }

    /** What needs no more words. */
    enum PlainShape implements SectionShape {
        /** Any single value. */
        TEXT,
        /** A text that refers to something by its name, or is read by a grammar of its own. */
        WORDS,
        /** A plain duration. */
        SPAN,
        /** A load, or a list of them. */
        LOAD,
        /** The name of a kind of component. */
        KIND,
        /** The verb of a fault. */
        VERB
    }

    /**
     * A value of one of some types of JSON.
     *
     * @param like what its text looks like
     * @param between the ends between which it lies if it is a number
     */
    record Single(List<String> types, Optional<Like> like, Optional<Between> between) implements SectionShape {
        /** Takes the list as it is now. */
        public Single {
            types = List.copyOf(types);
        }

        /** A value of any of some types. */
        public static Single of(String... types) {
            return new Single(List.of(types), Optional.empty(), Optional.empty());
        }

        /** The same with a look of its text. */
        public Single like(String pattern, String expected) {
            return new Single(types, Optional.of(new Like(pattern, expected)), between);
        }

        /** The same between two ends. */
        public Single between(int least, int most) {
            return new Single(types, like, Optional.of(new Between(least, most)));
        }
    }

    /**
     * What a text looks like.
     *
     * @param pattern a regular expression, true of the whole text
     * @param expected what was expected where it is not, in words
     */
    record Like(String pattern, String expected) {}

    /** The ends between which a number lies, both included. */
    record Between(int least, int most) {}

    /** Something that has a sentence of its own. */
    record DescribedShape(SectionShape shape, String sentence) implements SectionShape {}

    /**
     * A map with some keys, and no others.
     *
     * @param needed those that must be there
     */
    record Keys(List<Key> keys, List<Key> needed) implements SectionShape {
        /** Takes the lists as they are now. */
        public Keys {
            keys = List.copyOf(keys);
            needed = List.copyOf(needed);
        }

        /** A map with some keys, of which none must be there. */
        public static Keys of(Key... keys) {
            return new Keys(List.of(keys), List.of());
        }
    }

    /**
     * A map with the parameters of a record.
     *
     * @param instead keys that may stand in place of parameters, by the names of those
     */
    record Of(Class<?> type, LinkedHashMap<String, Key> instead) implements SectionShape {
        /** The parameters of a record and nothing else. */
        public static Of record(Class<?> type) {
            return new Of(type, new LinkedHashMap<>());
        }

        /** The same with a key in place of a parameter. */
        public Of with(Key key, String parameter) {
            LinkedHashMap<String, Key> more = new LinkedHashMap<>(instead);
            more.put(parameter, key);
            return new Of(type, more);
        }

        @Override
        public List<Class<?>> records() {
            return List.of(type);
        }
    }

    /**
     * A map with the parameters of a kind of component and its policies.
     *
     * @param keys what any component may say besides
     * @param beside the record of more of that, which stands there as a whole or not at all
     */
    record Component(List<Key> keys, Class<?> beside) implements SectionShape {
        /** Takes the list as it is now. */
        public Component {
            keys = List.copyOf(keys);
        }

        @Override
        public List<Class<?>> records() {
            return List.of(beside);
        }

        @Override
        public boolean optional() {
            return true;
        }

        /** What any may say besides its kind: names with commas, those of the record behind a semicolon. */
        public String besides() {
            return keys.stream()
                    .filter(key -> key.shape() != PlainShape.KIND)
                    .map(Key::name)
                    .collect(Collectors.joining(
                            ", ",
                            "",
                            "; " + String.join(", ", SpecFields.of(beside).names())));
        }
    }

    /** A fault: a sentence under its time, or a map with these keys and the arguments of its verb. */
    record Fault(List<Key> keys) implements SectionShape {
        /** Takes the list as it is now. */
        public Fault {
            keys = List.copyOf(keys);
        }
    }

    /**
     * Prices under a kind, by what is billed.
     *
     * @param words what else a list of prices says
     * @param kinds what each kind is billed for, and how
     * @param sized kinds that may say machines by their cores
     */
    record Prices(List<Key> words, LinkedHashMap<String, java.util.Map<String, Basis>> kinds, List<String> sized)
            implements SectionShape {
        /** Takes the list as it is now. */
        public Prices {
            sized = List.copyOf(sized);
        }
    }

    /**
     * A map whose keys somebody chooses.
     *
     * @param names what they look like; empty for anything
     */
    record Map(SectionShape each, String names) implements SectionShape {
        /** A map from anything. */
        public static Map of(SectionShape each) {
            return new Map(each, "");
        }

        @Override
        public List<Key> keys() {
            return each.keys();
        }

        @Override
        public List<Class<?>> records() {
            return each.records();
        }
    }

    /** A map whose keys are names that stand in selectors and relations. */
    record NamedMapShape(SectionShape each) implements SectionShape {
        @Override
        public List<Key> keys() {
            return each.keys();
        }

        @Override
        public List<Class<?>> records() {
            return each.records();
        }

        @Override
        public boolean optional() {
            return each.optional();
        }
    }

    /**
     * A list.
     *
     * @param filled whether there is something in it
     */
    record ListShape(SectionShape each, boolean filled) implements SectionShape {
        /** A list that may be empty. */
        public static ListShape of(SectionShape each) {
            return new ListShape(each, false);
        }

        @Override
        public List<Key> keys() {
            return each.keys();
        }
    }

    /** A map, or a single value that stands for one. */
    record Either(SectionShape map, SectionShape single) implements SectionShape {
        @Override
        public List<Key> keys() {
            return map.keys();
        }

        @Override
        public List<Class<?>> records() {
            return map.records();
        }
    }
}
