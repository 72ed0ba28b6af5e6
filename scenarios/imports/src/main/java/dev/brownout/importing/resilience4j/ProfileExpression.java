package dev.brownout.importing.resilience4j;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Expression on the names of profiles, such as {@code prod & !eu}, with the operators {@code !}, {@code &} and
 * {@code |}, parentheses, and a comma as {@code |}.
 *
 * @see <a href="https://docs.spring.io/spring-boot/reference/features/profiles.html">Spring Boot, Profiles</a>
 */
final class ProfileExpression {
    private final String text;
    private final Set<String> active;
    private final Set<String> named = new LinkedHashSet<>();
    private int position;

    private ProfileExpression(String text, Set<String> active) {
        this.text = text;
        this.active = active;
    }

    /** Returns whether an expression is true if exactly these profiles are active. */
    static boolean matches(String text, Set<String> active) {
        return new ProfileExpression(text, active).matchesAny();
    }

    /** Returns the names of the profiles in an expression that are not negated. */
    static Set<String> names(String text) {
        ProfileExpression expression = new ProfileExpression(text, Set.of());
        expression.matchesAny();
        return expression.named;
    }

    private boolean matchesAny() {
        boolean result = all();
        while (position < text.length() && (text.charAt(position) == '|' || text.charAt(position) == ',')) {
            position++;
            result |= all();
        }
        return result;
    }

    private boolean all() {
        boolean result = one(true);
        while (position < text.length() && text.charAt(position) == '&') {
            position++;
            result &= one(true);
        }
        return result;
    }

    private boolean one(boolean positive) {
        blanks();
        if (position < text.length() && text.charAt(position) == '!') {
            position++;
            return !one(!positive);
        }
        boolean result;
        if (position < text.length() && text.charAt(position) == '(') {
            position++;
            result = matchesAny();
            position = Math.min(text.length(), position + 1);
        } else {
            int start = position;
            while (position < text.length() && "&|,()".indexOf(text.charAt(position)) < 0) {
                position++;
            }
            String name = text.substring(start, position).strip();
            if (positive) {
                named.add(name);
            }
            result = active.contains(name);
        }
        blanks();
        return result;
    }

    private void blanks() {
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
    }
}
