package stet.domain.content;

/** How a picture came to be, in the terms of the IPTC digital source type vocabulary. */
public enum DigitalSourceType {
    DIGITAL_CAPTURE("digitalCapture", false),
    NEGATIVE_FILM("negativeFilm", false),
    POSITIVE_FILM("positiveFilm", false),
    PRINT("print", false),
    HUMAN_EDITS("humanEdits", false),
    COMPOSITE_CAPTURE("compositeCapture", false),
    DIGITAL_CREATION("digitalCreation", false),
    DATA_DRIVEN_MEDIA("dataDrivenMedia", false),
    SCREEN_CAPTURE("screenCapture", false),
    ALGORITHMICALLY_ENHANCED("algorithmicallyEnhanced", false),
    COMPOSITE_SYNTHETIC("compositeSynthetic", true),
    COMPOSITE_WITH_TRAINED_ALGORITHMIC_MEDIA("compositeWithTrainedAlgorithmicMedia", true),
    TRAINED_ALGORITHMIC_MEDIA("trainedAlgorithmicMedia", true),
    ALGORITHMIC_MEDIA("algorithmicMedia", true);

    private final String term;
    private final boolean synthetic;

    DigitalSourceType(String term, boolean synthetic) {
        this.term = term;
        this.synthetic = synthetic;
    }

    /** The last part of the term's address in the IPTC NewsCodes. */
    public String term() {
        return term;
    }

    /** Whether readers must be told that no camera saw this (rule 12). */
    public boolean synthetic() {
        return synthetic;
    }
}
