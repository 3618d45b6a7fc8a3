package io.multimodal4j.template.eval;

import io.multimodal4j.template.value.TemplateFailure;
import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** Python's {@code datetime.strftime} in the locale C, with the flags of glibc that take padding away. */
final class Strftime {

    private final LocalDateTime time;

    Strftime(LocalDateTime time) {
        this.time = time;
    }

    String format(String format) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%') {
                out.append(c);
                continue;
            }
            boolean bare = format.startsWith("-", i + 1);
            i += bare ? 2 : 1;
            if (i >= format.length()) {
                throw TemplateFailure.unsupported("a time format that ends with \"%\"");
            }
            String field = field(format.charAt(i));
            out.append(bare ? withoutPadding(field) : field);
        }
        return out.toString();
    }

    private static String withoutPadding(String field) {
        int first = 0;
        while (first < field.length() - 1 && (field.charAt(first) == '0' || field.charAt(first) == ' ')) {
            first++;
        }
        return field.substring(first);
    }

    private String field(char directive) {
        return switch (directive) {
            case 'a' -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'A' -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'b', 'h' -> month().substring(0, 3);
            case 'B' -> month();
            case 'c' -> format("%a %b %e %H:%M:%S %Y");
            case 'C' -> digits(time.getYear() / 100, 2);
            case 'd' -> digits(time.getDayOfMonth(), 2);
            case 'D', 'x' -> format("%m/%d/%y");
            case 'e' -> blank(time.getDayOfMonth());
            case 'f' -> digits(time.getNano() / 1000, 6);
            case 'F' -> format("%Y-%m-%d");
            case 'G' -> digits(time.get(IsoFields.WEEK_BASED_YEAR), 4);
            case 'H' -> digits(time.getHour(), 2);
            case 'I' -> digits(hour12(), 2);
            case 'j' -> digits(time.getDayOfYear(), 3);
            case 'k' -> blank(time.getHour());
            case 'l' -> blank(hour12());
            case 'm' -> digits(time.getMonthValue(), 2);
            case 'M' -> digits(time.getMinute(), 2);
            case 'n' -> "\n";
            case 'p' -> time.getHour() < 12 ? "AM" : "PM";
            case 'r' -> format("%I:%M:%S %p");
            case 'R' -> format("%H:%M");
            case 'S' -> digits(time.getSecond(), 2);
            case 't' -> "\t";
            case 'T', 'X' -> format("%H:%M:%S");
            case 'u' -> digits(time.getDayOfWeek().getValue(), 1);
            case 'U' -> digits((time.getDayOfYear() + 6 - weekday()) / 7, 2);
            case 'V' -> digits(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
            case 'w' -> digits(weekday(), 1);
            case 'W' -> digits((time.getDayOfYear() + 6 - (weekday() + 6) % 7) / 7, 2);
            case 'y' -> digits(time.getYear() % 100, 2);
            case 'Y' -> Integer.toString(time.getYear());
            case 'z', 'Z' -> ""; // the time that Python formats here has no zone
            case '%' -> "%";
            default -> throw TemplateFailure.unsupported("the time format \"%" + directive + "\"");
        };
    }

    private String month() {
        return time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    /** The day of the week, from 0 for Sunday. */
    private int weekday() {
        return time.getDayOfWeek().getValue() % 7;
    }

    private int hour12() {
        return (time.getHour() + 11) % 12 + 1;
    }

    private static String digits(int number, int width) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    private static String blank(int number) {
        return number < 10 ? " " + number : Integer.toString(number);
    }
}
