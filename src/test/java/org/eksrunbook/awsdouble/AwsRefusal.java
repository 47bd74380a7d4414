package org.eksrunbook.awsdouble;

/** An error that AWS answers. */
public final class AwsRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    public AwsRefusal(String code, String message) {
        this(400, code, message);
    }

    public AwsRefusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** What a caller without the permission is told. */
    public static AwsRefusal denied(AwsRequest request) {
        return new AwsRefusal(
                request.service().equals("ec2") || request.service().equals("iam") ? 403 : 400,
                request.service().equals("ec2") ? "UnauthorizedOperation" : "AccessDeniedException",
                "User of account " + request.account() + " is not authorized to perform: " + request.service() + ":"
                        + request.operation());
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
