"""The model (模型): what a disclosure states, frozen and typed."""
