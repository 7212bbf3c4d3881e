package io.vmq.tools.drawing;

import java.util.Locale;

/**
 * What a shape of a drawing is there for, and so how it looks. Colours are RGB, one for light backgrounds and one for dark ones. Series
 * differ by dash as well as by colour, so that a print in grey or an eye without red and green tells them apart.
 */
public enum Ink {
    PAPER(0xFFFFFF, 0x14181D), GRID(0xE3E6EA, 0x2B323A), AXIS(0x5A6470, 0x9AA5B1), TEXT(0x3A424B, 0xC6CED6),
    TITLE(0x14181D, 0xF2F4F6), BAR(0x0072B2, 0x56B4E9), BAND(0xF3DCC8, 0x4A3423),
    MOVE(0x6B3FA0, 0xC3A6F0), CHANGE(0x7A5C00, 0xE8D36B),

    SERIES_1(0x0072B2, 0x56B4E9), SERIES_2(0xD55E00, 0xF5A05A, "9 4"), SERIES_3(0x007F5F, 0x2CC9A0, "2 3"),
    SERIES_4(0xA8327F, 0xE79AC8, "11 3 2 3"), SERIES_5(0x6F5E00, 0xF0E442, "5 3"), SERIES_6(0x2B2F36, 0xF2F4F6, "16 4"),
    SERIES_7(0x3F86C6, 0x8FA8FF, "2 6"), SERIES_8(0x8A1F3C, 0xFF8C8C, "14 3 2 3 2 3"),
    SERIES_9(0x0072B2, 0x56B4E9, "4 4"), SERIES_10(0xD55E00, 0xF5A05A, "18 3 3 3"),
    SERIES_11(0x007F5F, 0x2CC9A0, "7 2"),
    SERIES_12(0xA8327F, 0xE79AC8, "3 6"), SERIES_13(0x6F5E00, 0xF0E442, "12 6"), SERIES_14(0x2B2F36, 0xF2F4F6, "2 2"),
    SERIES_15(0x3F86C6, 0x8FA8FF, "9 3 3 3 3 3"), SERIES_16(0x8A1F3C, 0xFF8C8C, "6 6"),

    HEAT_0(0xF4F7FA, 0x1B2129), HEAT_1(0xDCE9F4, 0x1C3147), HEAT_2(0xC3DAED, 0x1E4164), HEAT_3(0xA6C9E4, 0x225280),
    HEAT_4(0x84B4D8, 0x29659B), HEAT_5(0x609CC9, 0x377AB3), HEAT_6(0x4183B8, 0x5092C6), HEAT_7(0x286AA3, 0x74ACD6),
    HEAT_8(0x154F87, 0xA1C9E6), HEAT_9(0x083366, 0xD6EAF8);

    /** How many series look different; from the ninth on colours come again with other dashes. */
    public static final int SERIES = 16;
    /** How many shades of load there are, the first for none. */
    public static final int SHADES = 10;

    private final int light;
    private final int dark;
    private final String dash;

    Ink(int light, int dark) {
        this(light, dark, "");
    }

    Ink(int light, int dark, String dash) {
        this.light = light;
        this.dark = dark;
        this.dash = dash;
    }

    /** Ink of series {@code number}, from 0; from the seventeenth on inks come again. */
    public static Ink series(int number) {
        return values()[SERIES_1.ordinal() + number % SERIES];
    }

    /**
     * Shade of a load.
     *
     * @param share
     *            of the highest one, from 0 to 1: the first shade is for 0 alone
     */
    public static Ink heat(double share) {
        int shade = share <= 0 ? 0 : Math.clamp(Math.round(share * (SHADES - 1)), 1, SHADES - 1);
        return values()[HEAT_0.ordinal() + shade];
    }

    /** Colour on light paper. */
    public int light() {
        return light;
    }

    /** Colour on dark paper. */
    public int dark() {
        return dark;
    }

    /** Lengths of dash and gap in turn, with blanks between; empty for a line without gaps. */
    public String dash() {
        return dash;
    }

    /** Whether its lines are as fine as can be. */
    boolean isHair() {
        return this == GRID || this == AXIS || this == MOVE || this == CHANGE;
    }

    /** Name of the CSS class, and of the variable with the colour. */
    String css() {
        return name().toLowerCase(Locale.ROOT).replace("_", "");
    }
}
