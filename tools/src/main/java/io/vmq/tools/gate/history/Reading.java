package io.vmq.tools.gate.history;

/**
 * What one point gave for one figure.
 *
 * @param point
 *            number of the point in its history, from 0
 * @param value
 *            in the unit of the figure; zero where there was nothing, such as a rate of an outage
 */
public record Reading(int point, double value) {

    public Reading {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("value " + value + ": a number not below zero expected");
        }
    }
}
