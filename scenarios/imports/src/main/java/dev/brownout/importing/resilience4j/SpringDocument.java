package dev.brownout.importing.resilience4j;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.resilience4j.PropertyTree.Leaf;
import dev.brownout.language.yaml.Node.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Document of a Spring Boot configuration with its condition.
 *
 * @param setting root of the document
 * @param properties its properties, in their order
 * @param file profile of its file, such as {@code prod} of {@code application-prod.yml}; empty if it has none
 * @param condition expression on profiles in the document; empty if it has none
 * @param platform cloud platform on which it applies; empty if it has none
 */
record SpringDocument(Setting setting, List<Leaf> properties, String file, String condition, String platform) {
    private static final List<String> ON_PROFILE = List.of("spring", "config", "activate", "onprofile");
    private static final List<String> OLD_PROFILES = List.of("spring", "profiles");
    private static final List<String> ON_PLATFORM = List.of("spring", "config", "activate", "oncloudplatform");

    /** Copies the list. */
    SpringDocument {
        properties = List.copyOf(properties);
    }

    /** Creates the document of a root. */
    static SpringDocument of(Setting root, List<Leaf> properties, String file) {
        String condition = join(properties, ON_PROFILE);
        return new SpringDocument(
                root,
                properties,
                file,
                condition.isEmpty() ? join(properties, OLD_PROFILES) : condition,
                join(properties, ON_PLATFORM));
    }

    /** Returns the value of a property, or its items, separated by commas; empty if it is not set. */
    static String join(List<Leaf> properties, List<String> name) {
        List<String> values = new ArrayList<>();
        for (Leaf leaf : properties) {
            List<String> uniform = leaf.name().uniform();
            boolean item = uniform.size() == name.size() + 1 && PropertyName.isIndex(uniform.get(name.size()));
            if ((uniform.equals(name) || item && uniform.subList(0, name.size()).equals(name))
                    && leaf.value() instanceof Text text
                    && !text.isNull()) {
                values.add(text.value().strip());
            }
        }
        return String.join(",", values);
    }

    /** Returns whether the document applies whatever the profiles. */
    boolean isUnconditional() {
        return file.isEmpty() && condition.isEmpty() && platform.isEmpty();
    }

    /** Returns whether the document applies if exactly these profiles are active. */
    boolean applies(Set<String> active) {
        return platform.isEmpty()
                && (file.isEmpty() || active.contains(file))
                && (condition.isEmpty() || ProfileExpression.matches(condition, active));
    }

    /** Returns the names of the profiles of the document. */
    Set<String> profiles() {
        Set<String> all = new LinkedHashSet<>();
        if (!file.isEmpty()) {
            all.add(file);
        }
        if (!condition.isEmpty()) {
            all.addAll(ProfileExpression.names(condition));
        }
        return all;
    }

    /** Returns the condition in words. */
    String described() {
        if (!platform.isEmpty()) {
            return "the document of the cloud platform " + platform;
        }
        String both = file.isEmpty() || condition.isEmpty() ? file + condition : file + " & " + condition;
        return "the document of the profile " + both;
    }

    /** Returns whether a property is the condition of a document. */
    static boolean isCondition(Leaf leaf) {
        List<String> uniform = leaf.name().uniform();
        return List.of(ON_PROFILE, OLD_PROFILES, ON_PLATFORM).stream()
                .anyMatch(name -> uniform.equals(name)
                        || uniform.size() == name.size() + 1
                                && PropertyName.isIndex(uniform.get(name.size()))
                                && uniform.subList(0, name.size()).equals(name));
    }

    /** Returns whether a property selects profiles: {@code spring.profiles.active}, for example. */
    static boolean selectsProfiles(Leaf leaf) {
        List<String> uniform = leaf.name().uniform();
        return uniform.size() > 2
                && uniform.subList(0, 2).equals(List.of("spring", "profiles"))
                && List.of("active", "include", "group", "default").contains(uniform.get(2));
    }
}
