/** The one AWS account and Region in which every scenario plays. */
export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';
