package dev.brownout.language;

import java.util.List;

/** Questions about several forms. */
final class Forms {
    private Forms() {}

    static List<String> names(List<Form> forms) {
        return forms.stream().map(Form::name).toList();
    }

    /** The arguments of one of them, in their order. */
    static List<Form.Argument> arguments(List<Form> forms, String name) {
        for (Form form : forms) {
            if (form.name().equals(name)) {
                return form.arguments();
            }
        }
        throw new IllegalArgumentException("no form is called " + name);
    }
}
