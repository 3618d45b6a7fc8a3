package io.multimodal4j.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates that would never end, or fill the memory, end with a clear error. */
class TemplateLimitsTest {

    private static final TemplateLimits SMALL = new TemplateLimits(200_000, 100_000, 200);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}",
                "{% for a in range(99999) if a < 0 %}{% endfor %}{% for a in range(99999) if a < 0 %}{% endfor %}",
                "{{ 'a' * 1000000000 }}",
                "{{ [1] * 1000000000 }}",
                "{{ (1, 2) * 100000 }}",
                "{{ 'a'.center(2000000000) }}",
                "{{ 'a'.zfill(2000000000) }}",
                "{{ 'a'|indent(2000000000, true) }}",
                "{{ '%999999999s' % 'a' }}",
                "{{ '%999999999d' % 5 }}",
                "{{ '{:999999999}'.format(1) }}",
                "{{ '%.999999999f' % 1.5 }}",
                "{{ 1.5|round(999999999) }}",
                "{{ 9 ** (9 ** 9) }}",
                "{{ 7 ** 100000 }}",
                "{{ [1]|batch(2000000000, 'x')|list }}",
                "{{ []|slice(2000000000)|list }}",
                "{{ {'a': 1}|tojson(indent=2000000000) }}",
                "{% set ns = namespace(x='ab') %}{% for i in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}{{ ns.x|length }}",
                "{% set ns = namespace(x='ab') %}{% for i in range(60) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
                "{% set ns = namespace(x='ab') %}{% for i in range(60) %}{% set ns.x = ns.x.replace('a', 'aa') %}{% endfor %}",
                "{% set ns = namespace(x=[1]) %}{% for i in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
                "{% set ns = namespace(x=[1]) %}{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x }}",
                "{% set ns = namespace(x=[1], y=[1]) %}{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}"
                        + "{% set ns.y = [ns.y, ns.y] %}{% endfor %}{{ ns.x == ns.y }}",
                "{% set ns = namespace(x=[1]) %}{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x|tojson }}",
                "{% set ns = namespace(x=3) %}{% for i in range(60) %}{% set ns.x = ns.x * ns.x %}{% endfor %}{{ ns.x is odd }}",
                "{% set ns = namespace(x=[]) %}{% for i in range(30000) %}{% set ns.x = [ns.x] %}{% endfor %}{{ ns.x }}",
                "{% set ns = namespace(x=[]) %}{% for i in range(20000) %}{% set ns.x = ns.x|select %}{% endfor %}{{ ns.x|list }}",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "{% macro m(n) %}{% if n %}{{ m(n) ~ m(n) }}{% endif %}{% endmacro %}{{ m(1) }}",
                "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{% for x in [1] %}{{ a() }}{% endfor %}{% endmacro %}{{ a() }}",
                "{% set s = 'a' * 50000 %}{% for i in range(20000) %}{{ s.find('b') }}{% endfor %}",
                "{% set s = 'a' * 40000 %}{{ s.count('a' * 20000 ~ 'b') }}",
                "{% set s = 'a' * 50000 %}{{ (s|list|sort)[0] }}{{ (s|list|sort)[0] }}",
                "{% set s = 'a,' * 60000 %}{{ s.split(',')|length }}",
                "{% set s = '😀' * 20000 %}{% for i in range(10000) %}{{ s[9999] }}{% endfor %}"
            })
    void runAwayTemplatesEnd(String source) {
        ChatTemplate template = ChatTemplate.parse(source).withLimits(SMALL);
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> template.render(List.of()))
                .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(TemplateException.Kind.LIMIT));
    }

    @Test
    void outputHasALimitOfItsOwn() {
        ChatTemplate template = ChatTemplate.parse("{{ 'a' * 11 }}").withLimits(new TemplateLimits(100, 10, 10));
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> template.render(List.of()))
                .withMessage("the chat template: the prompt has 11 characters, more than 10");
    }

    @Test
    void sourcesThatNestTooDeepAreNotLoaded() {
        for (String source : List.of(
                "{{ " + "(".repeat(5000) + "1" + ")".repeat(5000) + " }}",
                "{{ " + "[".repeat(5000) + "]".repeat(5000) + " }}",
                "{{ " + "not ".repeat(5000) + "1 }}",
                "{{ " + "-".repeat(5000) + "1 }}",
                "{{ 1" + " + 1".repeat(5000) + " }}",
                "{{ a" + ".b".repeat(5000) + " }}",
                "{{ a" + "|trim".repeat(5000) + " }}",
                "{{ a" + "()".repeat(5000) + " }}",
                "{{ 1" + " if 1".repeat(5000) + " }}",
                "{{ " + "1 if 1 else ".repeat(5000) + "1 }}",
                "{{ 1" + " and 1".repeat(5000) + " }}",
                "{{ a" + "[a".repeat(5000) + "]".repeat(5000) + " }}",
                "{% if 1 %}".repeat(5000) + "{% endif %}".repeat(5000),
                "{% for x in y %}".repeat(5000),
                "{% set x %}".repeat(5000))) {
            assertThatExceptionOfType(TemplateException.class)
                    .isThrownBy(() -> ChatTemplate.parse(source))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(TemplateException.Kind.LIMIT));
        }
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> ChatTemplate.parse(" ".repeat((1 << 20) + 1)))
                .withMessage("the chat template: the template is longer than 1048576 characters");
    }

    @Test
    void ordinaryConversationsAreFarFromTheLimits() {
        ChatTemplate template = ChatTemplateGoldenTest.template("qwen3");
        List<ChatMessage> messages = IntStream.range(0, 1000)
                .mapToObj(i -> ChatMessage.of(i % 2 == 0 ? "user" : "assistant", "some text ".repeat(200)))
                .toList();
        assertThat(template.render(messages).text()).hasSizeGreaterThan(2_000_000);
    }
}
